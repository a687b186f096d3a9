"use client";

import { useLocale, useTranslations } from "next-intl";
import { type ClipboardEvent, useState } from "react";
import { descriptionLimit } from "@/components/customer/booking/contact-rules";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";

const counterFrom = 4_000;

interface DescriptionFieldProps {
  value: string;
  onChange: (text: string) => void;
}

/** What else there is to say. A paste that is too long is cut before the browser has to lay it out, and that is said. */
export function DescriptionField({ value, onChange }: DescriptionFieldProps) {
  const t = useTranslations("booking.contact");
  const locale = useLocale();
  const [cut, setCut] = useState<number | null>(null);

  function paste(event: ClipboardEvent<HTMLTextAreaElement>) {
    const box = event.currentTarget;
    const text = event.clipboardData.getData("text/plain");
    const selected = box.selectionEnd - box.selectionStart;
    const room = descriptionLimit - (value.length - selected);
    if (text.length <= room) return setCut(null);
    event.preventDefault();
    onChange(
      value.slice(0, box.selectionStart) + text.slice(0, Math.max(room, 0)) + value.slice(box.selectionEnd),
    );
    setCut(text.length);
  }

  const left = descriptionLimit - value.length;
  const numbers = new Intl.NumberFormat(locale);
  return (
    <div className="grid gap-1">
      <Field id="description" label={t("description")} hint={t("descriptionHint")} optional>
        {(control) => (
          <Textarea
            {...control}
            name="description"
            dir="auto"
            maxLength={descriptionLimit}
            value={value}
            onPaste={paste}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
      <p role="status" className="min-h-[1.4em] text-muted text-sm">
        {cut === null
          ? null
          : t("cut", { length: numbers.format(cut), limit: numbers.format(descriptionLimit) })}
        {cut === null && value.length >= counterFrom ? t("charactersLeft", { count: left }) : null}
      </p>
    </div>
  );
}
