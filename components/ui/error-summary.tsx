"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";

interface ErrorSummaryProps {
  /** Where each error is (the field's id) and what it says. Empty: nothing is shown. */
  errors: { fieldId: string; message: string }[];
}

/** All that is wrong with a form, at its top; it takes the focus when it appears. */
export function ErrorSummary({ errors }: ErrorSummaryProps) {
  const t = useTranslations("kit");
  const box = useRef<HTMLDivElement>(null);
  const shown = errors.length > 0;
  useEffect(() => {
    if (shown) box.current?.focus();
  }, [shown]);
  if (!shown) return null;
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="rounded-control border-2 border-stop bg-stop-wash px-4 py-3"
    >
      <p className="font-semibold">{t("errorSummary", { count: errors.length })}</p>
      <ul className="mt-1 grid gap-1">
        {errors.map((error) => (
          <li key={error.fieldId}>
            <a
              href={`#${error.fieldId}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(error.fieldId)?.focus();
              }}
              className="text-ink underline underline-offset-3"
            >
              {error.message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
