import { addDays, instantOf, isoWeekday, localDate } from "@/server/kernel/time";

/** When a centre works: wall-clock minutes by ISO weekday, and the local dates on which it doesn't. */
export interface OpeningTime {
  timeZone: string;
  opening: readonly { weekday: number; opensMinute: number; closesMinute: number }[];
  closedOn: ReadonlySet<string>;
}

/** Beyond this nobody promises anything, and a centre that never opens must not be waited for. */
const daysAtMost = 366;
const minuteMillis = 60_000;

/** A local day's spans in wall-clock minutes. */
function wallSpansOf(date: string, hours: OpeningTime): OpeningTime["opening"] {
  if (hours.closedOn.has(date)) return [];
  const weekday = isoWeekday(date);
  return hours.opening.filter((span) => span.weekday === weekday);
}

/** The opening spans of a local day, as milliseconds since the epoch. */
function spansOf(date: string, hours: OpeningTime): { start: number; end: number }[] {
  return wallSpansOf(date, hours)
    .map((span) => ({
      start: instantOf(date, span.opensMinute, hours.timeZone).getTime(),
      end: instantOf(date, span.closesMinute, hours.timeZone).getTime(),
    }))
    .sort((a, b) => a.start - b.start);
}

/** The instant at which the centre, from a moment on, has been open for so many minutes. */
export function afterOpenMinutes(from: Date, minutes: number, hours: OpeningTime): Date {
  let left = minutes * minuteMillis;
  let date = localDate(from, hours.timeZone);
  for (let day = 0; day < daysAtMost; day++, date = addDays(date, 1)) {
    for (const span of spansOf(date, hours)) {
      const start = Math.max(span.start, from.getTime());
      if (start > span.end) continue;
      if (left <= span.end - start) return new Date(start + left);
      left -= span.end - start;
    }
  }
  return new Date(from.getTime() + daysAtMost * 24 * 60 * minuteMillis);
}

/** Opening time of the so-manieth working day after a moment's own; with 0 days the moment itself. */
export function afterWorkingDays(from: Date, days: number, hours: OpeningTime): Date {
  if (days <= 0) return from;
  let left = days;
  let date = localDate(from, hours.timeZone);
  for (let day = 0; day < daysAtMost; day++) {
    date = addDays(date, 1);
    if (wallSpansOf(date, hours).length === 0) continue;
    left -= 1;
    const [first] = left === 0 ? spansOf(date, hours) : [];
    if (first !== undefined) return new Date(first.start);
  }
  return new Date(from.getTime() + daysAtMost * 24 * 60 * minuteMillis);
}
