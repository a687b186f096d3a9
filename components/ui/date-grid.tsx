"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { addDays, addMonths, dateForKey, weeksOf } from "@/components/ui/month";

interface DateGridProps {
  /** `2026-12` */
  month: string;
  firstMonth: string;
  lastMonth: string;
  onMonth: (month: string) => void;
  selected: string | null;
  /** Which day the keyboard stands on; it may be a full one, so that its reason can be read. */
  focused: string;
  onFocused: (date: string) => void;
  onSelect: (date: string) => void;
  /** How many times are free; undefined where nothing is known of the day. */
  freeOn: (date: string) => number | undefined;
  /** The day and what it offers or why it does not, as one sentence. */
  describeDay: (date: string) => string;
}

/** A month to choose a day from, after the ARIA grid pattern: arrows walk, Enter chooses, Page keys turn. */
export function DateGrid(props: DateGridProps) {
  const {
    month,
    firstMonth,
    lastMonth,
    onMonth,
    selected,
    focused,
    onFocused,
    onSelect,
    freeOn,
    describeDay,
  } = props;
  const t = useTranslations("kit.slots");
  const locale = useLocale();
  const table = useRef<HTMLTableElement>(null);
  const moved = useRef(false);

  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    table.current?.querySelector<HTMLElement>(`[data-date="${focused}"]`)?.focus();
  }, [focused]);

  function walk(event: KeyboardEvent) {
    const next = dateForKey(event.key, focused);
    if (next === undefined) return;
    event.preventDefault();
    const nextMonth = next.slice(0, 7);
    if (nextMonth < firstMonth || nextMonth > lastMonth) return;
    moved.current = true;
    if (nextMonth !== month) onMonth(nextMonth);
    onFocused(next);
  }

  const title = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" });
  return (
    <div>
      <div className="mb-2 flex items-center gap-1">
        <p aria-live="polite" className="flex-1 font-display font-semibold text-lg first-letter:uppercase">
          {title.format(new Date(`${month}-01`))}
        </p>
        <Button
          look="quiet"
          square
          aria-label={t("previousMonth")}
          disabled={month <= firstMonth}
          onClick={() => onMonth(addMonths(month, -1))}
        >
          <ChevronLeft aria-hidden="true" strokeWidth={1.75} className="size-5" />
        </Button>
        <Button
          look="quiet"
          square
          aria-label={t("nextMonth")}
          disabled={month >= lastMonth}
          onClick={() => onMonth(addMonths(month, 1))}
        >
          <ChevronRight aria-hidden="true" strokeWidth={1.75} className="size-5" />
        </Button>
      </div>
      <table
        ref={table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the ARIA pattern builds its grid on a table
        role="grid"
        aria-label={t("calendar")}
        onKeyDown={walk}
        className="w-full table-fixed"
      >
        <WeekdayHeads locale={locale} />
        <tbody>
          {weeksOf(month).map((week) => (
            <tr key={week.find(Boolean)}>
              {week.map((date, index) =>
                date === null ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: an empty cell is its place in the week
                  <td key={index} />
                ) : (
                  // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid's cells
                  // biome-ignore lint/a11y/useFocusableInteractive: the button inside takes the focus
                  <td key={date} role="gridcell" aria-selected={date === selected} className="p-0.5">
                    <DayButton
                      date={date}
                      free={freeOn(date)}
                      label={describeDay(date)}
                      isSelected={date === selected}
                      isEntry={date === focused}
                      onSelect={onSelect}
                      onFocused={onFocused}
                    />
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function WeekdayHeads({ locale }: { locale: string }) {
  const short = new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" });
  const long = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });
  const monday = "2024-01-01";
  const days = Array.from({ length: 7 }, (_, index) => new Date(addDays(monday, index)));
  return (
    <thead>
      <tr>
        {days.map((day) => (
          <th
            key={day.getTime()}
            scope="col"
            abbr={long.format(day)}
            className="pb-1 font-normal text-muted text-sm"
          >
            {short.format(day)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface DayButtonProps {
  date: string;
  free: number | undefined;
  label: string;
  isSelected: boolean;
  isEntry: boolean;
  onSelect: (date: string) => void;
  onFocused: (date: string) => void;
}

/** Free days carry one to three vias, as many as there is room; full ones are struck, and still say why. */
function DayButton({ date, free, label, isSelected, isEntry, onSelect, onFocused }: DayButtonProps) {
  const open = Boolean(free);
  return (
    <button
      type="button"
      data-date={date}
      tabIndex={isEntry ? 0 : -1}
      aria-label={label}
      aria-disabled={!open}
      title={open ? undefined : label}
      onFocus={() => onFocused(date)}
      onClick={() => (open ? onSelect(date) : onFocused(date))}
      className={cx(
        "relative grid h-12 w-full place-items-center rounded-control border pb-2 font-medium tabular-nums transition-colors",
        isSelected && "border-signal bg-signal text-on-signal",
        !isSelected && open && "border-edge bg-raised text-ink hover:border-signal hover:bg-signal-wash",
        !open && "cursor-default border-transparent text-muted line-through decoration-1",
      )}
    >
      {Number(date.slice(8))}
      {open ? (
        <svg aria-hidden="true" viewBox="0 0 20 4" className="absolute bottom-2 h-1 w-5" fill="currentColor">
          {dots(free ?? 0).map((x) => (
            <circle key={x} cx={x} cy="2" r="1.75" />
          ))}
        </svg>
      ) : null}
    </button>
  );
}

function dots(free: number): number[] {
  if (free >= 6) return [4, 10, 16];
  return free >= 3 ? [7, 13] : [10];
}
