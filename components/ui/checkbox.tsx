import { Check } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { cx } from "@/components/ui/cx";

interface CheckboxProps extends Omit<ComponentProps<"input">, "type"> {
  label: ReactNode;
  hint?: ReactNode;
}

/** A native checkbox whose label and hint are part of the target. */
export function Checkbox({ label, hint, className, ...rest }: CheckboxProps) {
  const base = useId();
  return (
    <label className={cx("grid min-h-control grid-cols-[auto_1fr] items-center gap-x-3", className)}>
      <span className="relative grid size-[1.35rem] place-items-center">
        <input
          {...rest}
          type="checkbox"
          aria-labelledby={`${base}-label`}
          aria-describedby={hint ? `${base}-hint` : rest["aria-describedby"]}
          className="peer absolute inset-0 m-0 appearance-none rounded-control border-[1.5px] border-edge bg-raised checked:border-signal checked:bg-signal hover:border-ink aria-invalid:border-stop disabled:bg-sunken"
        />
        <Check
          aria-hidden="true"
          strokeWidth={3}
          className="pointer-events-none relative size-[0.95rem] text-on-signal opacity-0 peer-checked:opacity-100"
        />
      </span>
      <span>
        <span id={`${base}-label`}>{label}</span>
        {hint ? (
          <span id={`${base}-hint`} className="block text-muted text-sm">
            {hint}
          </span>
        ) : null}
      </span>
    </label>
  );
}
