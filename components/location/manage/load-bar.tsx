import { cx } from "@/components/ui/cx";
import { type LoadClass, loadClass } from "./load-tint";

/** The tints of load-tint.ts, for what is no map. */
const fills: Record<LoadClass, string> = {
  none: "fill-raised",
  idle: "fill-[color-mix(in_srgb,var(--signal)_14%,var(--raised))]",
  low: "fill-[color-mix(in_srgb,var(--signal)_30%,var(--raised))]",
  medium: "fill-[color-mix(in_srgb,var(--signal)_50%,var(--raised))]",
  high: "fill-[color-mix(in_srgb,var(--signal)_74%,var(--raised))]",
  over: "fill-signal",
};

/** A load as a bar up to a full day; what goes beyond it is in the number beside. */
export function LoadBar({ percent, className }: { percent: number | null; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 100 8"
      preserveAspectRatio="none"
      className={cx("h-2 w-14 shrink-0 border border-edge bg-sunken", className)}
    >
      <rect width={Math.min(100, percent ?? 0)} height="8" className={fills[loadClass(percent)]} />
      <path d="M90 0v8" className="stroke-ink" strokeWidth="1" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}

/** A centre as the map draws it, for the legend. */
export function LoadVia({ of, radius }: { of: LoadClass; radius: number }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 20 20" className="size-5 shrink-0">
      <circle cx="10" cy="10" r={radius} className={cx(fills[of], "stroke-signal")} strokeWidth="1.4" />
    </svg>
  );
}
