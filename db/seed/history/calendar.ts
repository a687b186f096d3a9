import Holidays from "date-holidays";
import { addDays, instantOf, isoWeekday } from "@/server/kernel/time";
import { openingHoursIn } from "../people/opening-hours";

export type Span = { opens: number; closes: number };
/** A local day, counted from the calendar's first, and a minute of it. */
export type Moment = { day: number; minute: number };

/** One country's working time: open spans by day, and instants of local minutes. */
export type Calendar = {
  date(day: number): string;
  weekday(day: number): number;
  spans(day: number): readonly Span[];
  /** Milliseconds since the epoch. Offsets are taken at noon: shops are closed when clocks change. */
  instant(moment: Moment): number;
  /** The first open moment at or after this one. */
  nextOpen(moment: Moment): Moment;
  /** After so many open minutes. */
  afterWork(moment: Moment, minutes: number): Moment;
};

const NOON = 12 * 60;
const DAY_MINUTES = 24 * 60;

function publicHolidays(country: string, years: readonly number[]): Set<string> {
  const holidays = new Holidays(country);
  return new Set(
    years.flatMap((year) =>
      holidays
        .getHolidays(year)
        .filter(({ type }) => type === "public")
        .map(({ date }) => date.slice(0, 10)),
    ),
  );
}

export function createCalendar(country: string, timeZone: string, firstDate: string): Calendar {
  const year = Number(firstDate.slice(0, 4));
  const holidays = publicHolidays(country, [year, year + 1, year + 2, year + 3]);
  const hours = openingHoursIn(country);
  const days: { date: string; weekday: number; noon: number; spans: Span[] }[] = [];

  function dayAt(day: number) {
    const known = days[day];
    if (known) return known;
    const date = addDays(firstDate, day);
    const weekday = isoWeekday(date);
    const spans = holidays.has(date)
      ? []
      : hours
          .filter((span) => span.weekday === weekday)
          .map(({ opensMinute, closesMinute }) => ({ opens: opensMinute, closes: closesMinute }));
    const made = { date, weekday, noon: instantOf(date, NOON, timeZone).getTime(), spans };
    days[day] = made;
    return made;
  }

  function nextOpen({ day, minute }: Moment): Moment {
    const span = dayAt(day).spans.find(({ closes }) => minute < closes);
    return span ? { day, minute: Math.max(minute, span.opens) } : nextOpen({ day: day + 1, minute: 0 });
  }

  function afterWork(moment: Moment, minutes: number): Moment {
    const start = nextOpen(moment);
    const span = dayAt(start.day).spans.find(({ closes }) => start.minute < closes);
    const left = (span?.closes ?? DAY_MINUTES) - start.minute;
    return minutes <= left
      ? { day: start.day, minute: start.minute + minutes }
      : afterWork({ day: start.day, minute: start.minute + left }, minutes - left);
  }

  return {
    date: (day) => dayAt(day).date,
    weekday: (day) => dayAt(day).weekday,
    spans: (day) => dayAt(day).spans,
    instant: ({ day, minute }) => dayAt(day).noon + (minute - NOON) * 60_000,
    nextOpen,
    afterWork,
  };
}
