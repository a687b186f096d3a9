"use client";

import { useLocale, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { DateGrid } from "@/components/ui/date-grid";
import { calendarDay, dateIn, dayAndTime, zoneName } from "@/components/ui/format";
import { SlotList } from "@/components/ui/slot-list";
import { firstFree, freeSlots, reasonOf, type Slot, type SlotDay } from "@/components/ui/slots";

interface SlotPickerProps {
  days: SlotDay[];
  timeZone: string;
  /** The centre's place, for "local time in …". */
  place: string;
  /** The chosen slot's start. */
  value: string | null;
  onChange: (slot: Slot) => void;
  /** Asked when a month is turned to, so that the page can fetch its days. */
  onMonthChange?: (month: string) => void;
  /** The last month that can be booked (`2027-02`); the last one known without it. */
  lastMonth?: string;
  busy?: boolean;
}

/** The month's days, the day's times, the first available one, and the centre's time zone in words. */
export function SlotPicker(props: SlotPickerProps) {
  const { days, timeZone, place, value, onChange, onMonthChange, busy } = props;
  const t = useTranslations("kit.slots");
  const locale = useLocale();
  const zoneId = useId();
  const first = firstFree(days);
  const chosenDate = value === null ? null : dateIn(value, timeZone);
  const start = chosenDate ?? first?.date ?? days[0]?.date ?? dateIn(new Date(), timeZone);
  const [picked, setPicked] = useState<string | null>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const [turned, setTurned] = useState<string | null>(null);
  const month = turned ?? start.slice(0, 7);
  const firstMonth = (days[0]?.date ?? start).slice(0, 7);
  const lastMonth = props.lastMonth ?? (days.at(-1)?.date ?? start).slice(0, 7);
  const byDate = new Map(days.map((day) => [day.date, day]));
  const shownDate = picked ?? chosenDate ?? null;

  function turnTo(next: string) {
    setTurned(next);
    onMonthChange?.(next);
  }

  function describeDay(date: string): string {
    const count = freeSlots(byDate.get(date)).length;
    const day = calendarDay(date, locale);
    if (count > 0) return t("dayFree", { day, count });
    const key = `reason.${reasonOf(byDate.get(date))}`;
    const note = byDate.get(date)?.note;
    const reason = t.has(key) ? t(key) : t("reason.full");
    return t("dayNot", { day, reason: note === undefined ? reason : `${reason} (${note})` });
  }

  function take(slot: Slot, date: string) {
    setPicked(date);
    setTurned(date.slice(0, 7));
    onChange(slot);
  }

  const monthHasFree = days.some((day) => day.date.startsWith(month) && freeSlots(day).length > 0);
  const entry = focused?.startsWith(month) ? focused : entryOf(month, start, days);
  return (
    <div className="grid gap-4" aria-busy={busy || undefined}>
      {first ? (
        <Button look="secondary" className="w-fit" onClick={() => take(first.slot, first.date)}>
          {t("first", { when: dayAndTime(first.slot.start, timeZone, locale) })}
        </Button>
      ) : null}
      <div
        className={cx(
          "grid items-start gap-6 md:grid-cols-[minmax(0,1fr)_minmax(0,15rem)]",
          busy && "opacity-60",
        )}
      >
        <div>
          <DateGrid
            month={month}
            firstMonth={firstMonth}
            lastMonth={lastMonth}
            onMonth={turnTo}
            selected={shownDate}
            focused={entry}
            onFocused={setFocused}
            onSelect={(date) => {
              setPicked(date);
              setFocused(date);
            }}
            freeOn={(date) => (byDate.has(date) ? freeSlots(byDate.get(date)).length : undefined)}
            describeDay={describeDay}
          />
          <p aria-live="polite" className="mt-2 min-h-[1.5em] text-muted text-sm">
            {focused && freeSlots(byDate.get(focused)).length === 0 ? describeDay(focused) : null}
            {!focused && !monthHasFree && !busy ? t("none") : null}
          </p>
        </div>
        <SlotList
          date={shownDate}
          slots={freeSlots(shownDate === null ? undefined : byDate.get(shownDate))}
          timeZone={timeZone}
          value={value}
          describedBy={zoneId}
          onChange={onChange}
        />
      </div>
      <p id={zoneId} className="text-muted text-sm">
        {t("zone", { place, zone: zoneName(timeZone, locale) })}
      </p>
    </div>
  );
}

/** Where the keyboard enters a month: at the chosen or first free day if it lies there, else its first day. */
function entryOf(month: string, start: string, days: SlotDay[]): string {
  if (start.startsWith(month)) return start;
  const free = days.find((day) => day.date.startsWith(month) && freeSlots(day).length > 0);
  return free?.date ?? `${month}-01`;
}
