import type { ComponentProps } from "react";
import { cx } from "@/components/ui/cx";

/** The box that everything typed into shares. */
export const controlClass = cx(
  "w-full min-w-0 rounded-control border border-edge bg-raised px-3 text-ink staff:px-2",
  "transition-colors hover:border-ink focus-visible:outline-offset-0",
  "aria-invalid:border-2 aria-invalid:border-stop",
  "disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-muted",
  "[&[readonly]]:bg-sunken",
);

interface InputProps extends ComponentProps<"input"> {
  /** References, serial numbers and money are set in mono. */
  mono?: boolean;
}

export function Input({ mono, className, ...rest }: InputProps) {
  return <input {...rest} className={cx(controlClass, "min-h-control", mono && "font-mono", className)} />;
}
