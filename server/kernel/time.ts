import { Temporal } from "temporal-polyfill";

/** Wall-clock date of an instant in a zone, `YYYY-MM-DD`. */
export function localDate(at: Date, timeZone: string): string {
  return zoned(at, timeZone).toPlainDate().toString();
}

function zoned(at: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
}

/**
 * The instant of a minute of a local day. A minute that the clock change skips maps to the moment after the gap,
 * one that happens twice to the first (Temporal's "compatible", RFC 5545).
 */
export function instantOf(date: string, minuteOfDay: number, timeZone: string): Date {
  const plain = Temporal.PlainDate.from(date).toPlainDateTime().add({ minutes: minuteOfDay });
  return new Date(plain.toZonedDateTime(timeZone, { disambiguation: "compatible" }).epochMilliseconds);
}

export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** ISO weekday, Monday 1 to Sunday 7. */
export function isoWeekday(date: string): number {
  return Temporal.PlainDate.from(date).dayOfWeek;
}
