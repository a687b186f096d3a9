import { cx } from "@/components/ui/cx";

export type TraceState = "done" | "current" | "rest";

/** A point of a trace: filled with its hole when done, ringed when current, a thin ring before. 18 px square. */
export function Via({ state, className }: { state: TraceState; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 18 18"
      className={cx("z-1 size-[18px] flex-none", className)}
      fill="none"
    >
      {state === "done" ? (
        <circle cx="9" cy="9" r="4.5" stroke="var(--signal)" strokeWidth="5" fill="var(--paper)" />
      ) : null}
      {state === "current" ? (
        <>
          <circle cx="9" cy="9" r="7.6" stroke="var(--signal)" strokeWidth="2.4" fill="var(--paper)" />
          <circle cx="9" cy="9" r="3.2" fill="var(--signal)" />
        </>
      ) : null}
      {state === "rest" ? (
        <circle cx="9" cy="9" r="4.25" stroke="var(--edge)" strokeWidth="1.5" fill="var(--paper)" />
      ) : null}
    </svg>
  );
}

/** The 45° bend of a horizontal trace between its two lanes, 10 px apart. */
export function Jog({ direction, done }: { direction: "up" | "down"; done?: boolean }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 10 28"
      className="h-[28px] w-[10px] flex-none overflow-visible"
      fill="none"
    >
      <path
        d={direction === "down" ? "M-1 9H0L10 19H14" : "M-1 19H0L10 9H15"}
        stroke={done ? "var(--signal)" : "var(--edge)"}
        strokeWidth={done ? 3 : 1.5}
      />
    </svg>
  );
}
