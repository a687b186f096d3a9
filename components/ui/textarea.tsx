import type { ComponentProps } from "react";
import { cx } from "@/components/ui/cx";
import { controlClass } from "@/components/ui/input";

/** Grows with what is typed where the browser can (field-sizing), between its rows and half the screen. */
export function Textarea({ className, rows = 4, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      {...rest}
      rows={rows}
      className={cx(controlClass, "field-sizing-content max-h-[50dvh] min-h-24 resize-y py-2", className)}
    />
  );
}
