import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";

export type StatusTone = "idle" | "active" | "waiting" | "stop" | "done";

const colours: Record<StatusTone, string> = {
  idle: "border-line bg-sunken text-muted",
  active: "border-transparent bg-info-wash text-info",
  waiting: "border-transparent bg-attention-wash text-attention",
  stop: "border-transparent bg-stop-wash text-stop",
  done: "border-transparent bg-signal-wash text-signal",
};

interface StatusProps {
  tone: StatusTone;
  children: ReactNode;
  /** Only the shape and the coloured word, for dense tables. */
  bare?: boolean;
  className?: string;
}

/** A state in three ways at once: a shape, a word and a colour. */
export function Status({ tone, children, bare, className }: StatusProps) {
  return (
    <span
      className={cx(
        "inline-flex w-fit items-center gap-1.5 whitespace-nowrap font-semibold text-sm leading-snug",
        bare
          ? cx(colours[tone], "border-0 bg-transparent")
          : cx("rounded-control border px-2 py-0.5", colours[tone]),
        className,
      )}
    >
      <StatusShape tone={tone} />
      {children}
    </span>
  );
}

/** Ring, ring with core, diamond, octagon, via: told apart without colour. */
export function StatusShape({ tone, className }: { tone: StatusTone; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 12 12"
      className={cx("size-[0.8em] shrink-0", className)}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
    >
      {tone === "idle" ? <circle cx="6" cy="6" r="4.5" /> : null}
      {tone === "active" ? (
        <>
          <circle cx="6" cy="6" r="4.8" />
          <circle cx="6" cy="6" r="2.1" fill="currentColor" stroke="none" />
        </>
      ) : null}
      {tone === "waiting" ? <path d="M6 .9 11.1 6 6 11.1.9 6Z" strokeLinejoin="round" /> : null}
      {tone === "stop" ? (
        <path d="M3.6.6h4.8l3 3v4.8l-3 3H3.6l-3-3V3.6Z" fill="currentColor" stroke="none" />
      ) : null}
      {tone === "done" ? <circle cx="6" cy="6" r="3.7" strokeWidth="4" /> : null}
    </svg>
  );
}
