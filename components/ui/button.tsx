import type { ComponentProps, MouseEvent, ReactNode } from "react";
import { cx } from "@/components/ui/cx";

type ButtonLook = "primary" | "secondary" | "quiet" | "stop";

interface ButtonClassOptions {
  look?: ButtonLook;
  wide?: boolean;
  /** A square around one icon; the button then needs an aria-label. */
  square?: boolean;
}

const looks: Record<ButtonLook, string> = {
  primary:
    "chamfer border-transparent text-on-signal [--fill:var(--signal)] hover:[--fill:var(--signal-strong)]",
  secondary: "rounded-control border-edge bg-raised text-ink hover:border-ink hover:bg-sunken",
  quiet: "rounded-control border-transparent text-signal hover:bg-signal-wash",
  stop: "chamfer border-transparent text-on-stop [--fill:var(--stop)] hover:[--fill:color-mix(in_oklab,var(--stop)_86%,var(--ink))]",
};

/** The look of a button for things that are links: `<Link className={buttonClass({ look: "secondary" })}>`. */
export function buttonClass({ look = "primary", wide, square }: ButtonClassOptions = {}): string {
  return cx(
    "relative inline-flex min-h-control select-none items-center justify-center gap-2 border",
    "font-sans font-semibold leading-tight no-underline transition-colors",
    "disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed",
    square ? "aspect-square w-control p-0" : "px-4 py-2 staff:px-3 staff:py-1",
    wide && "w-full",
    looks[look],
  );
}

interface ButtonProps extends ComponentProps<"button">, ButtonClassOptions {
  /** While true the button keeps focus and width, shows a running trace and ignores presses. */
  busy?: boolean;
  icon?: ReactNode;
}

export function Button({
  look,
  wide,
  square,
  busy,
  icon,
  children,
  className,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      onClick={busy ? ignorePress : onClick}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      className={cx(buttonClass({ look, wide, square }), className)}
    >
      {icon}
      {children}
      {busy ? <RunningTrace /> : null}
    </button>
  );
}

/** A busy button is not disabled, which would drop the focus; it only does nothing. */
function ignorePress(event: MouseEvent<HTMLButtonElement>) {
  event.preventDefault();
}

function RunningTrace() {
  return (
    <svg
      aria-hidden="true"
      className="absolute inset-x-3 bottom-1 h-0.5 w-[calc(100%-1.5rem)]"
      preserveAspectRatio="none"
      viewBox="0 0 100 2"
    >
      <line
        x1="0"
        y1="1"
        x2="100"
        y2="1"
        stroke="currentColor"
        strokeWidth="2"
        strokeDasharray="16 8"
        className="animate-[busy-signal_600ms_linear_infinite]"
      />
    </svg>
  );
}
