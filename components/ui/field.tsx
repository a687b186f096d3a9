"use client";

import { OctagonAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { cx } from "@/components/ui/cx";

/** What a control spreads onto its element so that label, hint and error belong to it. */
export interface ControlProps {
  id: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
  "aria-required"?: true;
  /** For a control that stands without a label of its own. */
  "aria-label"?: string;
  "aria-keyshortcuts"?: string;
  maxLength?: number;
}

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  /** A sentence in the person's language; the field is invalid while it is there. */
  error?: ReactNode;
  optional?: boolean;
  /** Given when an error summary must link here; otherwise made up. */
  id?: string;
  className?: string;
  children: (control: ControlProps) => ReactNode;
}

/** A labelled control: `<Field label={…} error={…}>{(control) => <Input {...control} />}</Field>`. */
export function Field({ label, hint, error, optional, id, className, children }: FieldProps) {
  const t = useTranslations("kit");
  const made = useId();
  const controlId = id ?? made;
  const described = [hint && `${controlId}-hint`, error && `${controlId}-error`].filter(Boolean).join(" ");
  return (
    <div className={cx("grid content-start gap-1.5", className)}>
      <label htmlFor={controlId} className="w-fit font-semibold leading-snug">
        {label}
        {optional ? <span className="font-normal text-muted"> ({t("optional")})</span> : null}
      </label>
      {hint ? (
        <p id={`${controlId}-hint`} className="-mt-1 text-muted text-sm">
          {hint}
        </p>
      ) : null}
      {children({
        id: controlId,
        "aria-describedby": described || undefined,
        "aria-invalid": error ? true : undefined,
        "aria-required": optional ? undefined : true,
      })}
      <FieldError id={`${controlId}-error`}>{error}</FieldError>
    </div>
  );
}

/** The sentence below a control or a group; its shape and words carry it, not only its colour. */
export function FieldError({ id, children }: { id: string; children?: ReactNode }) {
  if (!children) return null;
  return (
    <p id={id} className="flex items-start gap-1.5 font-medium text-sm text-stop">
      <OctagonAlert aria-hidden="true" strokeWidth={1.75} className="mt-[0.15em] size-[1.1em] shrink-0" />
      <span>{children}</span>
    </p>
  );
}
