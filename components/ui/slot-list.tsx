"use client";

import { useLocale, useTranslations } from "next-intl";
import { useId } from "react";
import { cx } from "@/components/ui/cx";
import { calendarDay, time } from "@/components/ui/format";
import type { Slot } from "@/components/ui/slots";

interface SlotListProps {
  date: string | null;
  slots: Slot[];
  timeZone: string;
  value: string | null;
  describedBy: string;
  onChange: (slot: Slot) => void;
}

/** The free times of one day, as radios. */
export function SlotList({ date, slots, timeZone, value, describedBy, onChange }: SlotListProps) {
  const t = useTranslations("kit.slots");
  const locale = useLocale();
  const name = useId();
  if (date === null) {
    return (
      <p className="rounded-control border border-edge border-dashed px-4 py-6 text-muted">{t("pickDay")}</p>
    );
  }
  return (
    <fieldset aria-describedby={describedBy} className="min-w-0">
      <legend className="mb-2 text-balance font-semibold">
        {t("timesOn", { day: calendarDay(date, locale) })}
      </legend>
      <div className="grid max-h-96 grid-cols-[repeat(auto-fill,minmax(5.5rem,1fr))] gap-1.5 overflow-y-auto p-0.5">
        {slots.map((slot) => (
          <label key={slot.start} className={slotClass}>
            <input
              type="radio"
              name={name}
              checked={slot.start === value}
              onChange={() => onChange(slot)}
              className="sr-only"
            />
            <time dateTime={slot.start}>{time(slot.start, timeZone, locale)}</time>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const slotClass = cx(
  "relative grid min-h-control place-items-center rounded-control border border-edge bg-raised font-mono transition-colors",
  "hover:border-signal hover:bg-signal-wash has-checked:border-signal has-checked:bg-signal has-checked:text-on-signal",
  "has-focus-visible:outline-2 has-focus-visible:outline-signal has-focus-visible:outline-offset-2",
);
