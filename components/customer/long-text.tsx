"use client";

import { useLocale } from "next-intl";
import { type ClipboardEvent, useState } from "react";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";

interface LongTextProps {
  id: string;
  label: string;
  hint?: string;
  error?: string;
  optional?: boolean;
  /** In characters as the browser counts them. */
  limit: number;
  value: string;
  onChange: (text: string) => void;
  leftText: (count: number) => string;
  cutText: (length: string, limit: string) => string;
}

const counterFrom = 0.8;

/** A text with an end. A paste that is too long is cut before the browser has to lay it out, and that is said. */
export function LongText(props: LongTextProps) {
  const { id, label, hint, error, optional, limit, value, onChange, leftText, cutText } = props;
  const locale = useLocale();
  const [cut, setCut] = useState<number | null>(null);

  function paste(event: ClipboardEvent<HTMLTextAreaElement>) {
    const { selectionStart, selectionEnd } = event.currentTarget;
    const text = event.clipboardData.getData("text/plain");
    const room = limit - (value.length - (selectionEnd - selectionStart));
    if (text.length <= room) return setCut(null);
    event.preventDefault();
    onChange(value.slice(0, selectionStart) + text.slice(0, Math.max(room, 0)) + value.slice(selectionEnd));
    setCut(text.length);
  }

  const numbers = new Intl.NumberFormat(locale);
  const counts = cut === null && value.length >= limit * counterFrom;
  return (
    <div className="grid gap-1">
      <Field id={id} label={label} hint={hint} error={error} optional={optional}>
        {(control) => (
          <Textarea
            {...control}
            dir="auto"
            maxLength={limit}
            value={value}
            onPaste={paste}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
      <p role="status" className="min-h-[1.4em] text-muted text-sm">
        {cut === null ? null : cutText(numbers.format(cut), numbers.format(limit))}
        {counts ? leftText(limit - value.length) : null}
      </p>
    </div>
  );
}
