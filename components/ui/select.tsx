import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cx } from "@/components/ui/cx";
import { controlClass } from "@/components/ui/input";

interface SelectProps extends Omit<ComponentProps<"select">, "children"> {
  options: { value: string; label: string; disabled?: boolean }[];
  /** Shown first, with an empty value, while nothing is chosen. */
  placeholder?: string;
}

/** The browser's own list: it speaks every screen reader and fits every phone. */
export function Select({ options, placeholder, className, ...rest }: SelectProps) {
  return (
    <span className={cx("relative block", className)}>
      <select {...rest} className={cx(controlClass, "min-h-control appearance-none truncate pr-9")}>
        {placeholder === undefined ? null : <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden="true"
        strokeWidth={1.75}
        className="pointer-events-none absolute inset-y-0 right-2.5 my-auto size-[1.15em] text-muted"
      />
    </span>
  );
}
