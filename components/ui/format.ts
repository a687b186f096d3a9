/** Money, dates and distances as the person's language writes them. Every time is shown in a zone that is given. */

interface Money {
  amountMinor: number;
  currency: string;
}

/** European readers of English expect 24 hours and the day before the month. */
function region(locale: string): string {
  return locale === "en" ? "en-GB" : locale;
}

/** Digits of the minor unit by ISO 4217, which Intl does not follow (it shows HUF without any). */
export function minorDigits(currency: string): number {
  return currency === "ISK" || currency === "JPY" ? 0 : 2;
}

/** An exact decimal, so that no amount passes through binary fractions. */
function decimal({ amountMinor, currency }: Money): Intl.StringNumericLiteral {
  const digits = minorDigits(currency);
  const sign = amountMinor < 0 ? "-" : "";
  const text = String(Math.abs(amountMinor)).padStart(digits + 1, "0");
  const whole = text.slice(0, text.length - digits);
  return `${sign}${whole}${digits > 0 ? `.${text.slice(-digits)}` : ""}` as Intl.StringNumericLiteral;
}

function moneyFormat(currency: string, locale: string, wholeWhenRound: boolean): Intl.NumberFormat {
  const trailingZeroDisplay = wholeWhenRound ? "stripIfInteger" : "auto";
  return new Intl.NumberFormat(region(locale), { style: "currency", currency, trailingZeroDisplay });
}

export function money(amount: Money, locale: string): string {
  return moneyFormat(amount.currency, locale, false).format(decimal(amount));
}

/** A price range of one currency; round amounts lose their zeros, equal ends become one price. */
export function moneyRange(low: Money, high: Money, locale: string): string {
  const format = moneyFormat(low.currency, locale, true);
  // For equal ends formatRange would write "about".
  if (low.amountMinor === high.amountMinor) return format.format(decimal(low));
  return format.formatRange(decimal(low), decimal(high));
}

function dates(locale: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(region(locale), { timeZone, ...options });
}

const dayParts = { weekday: "long", day: "numeric", month: "long" } as const;
const timeParts = { hour: "2-digit", minute: "2-digit" } as const;

/** "Thursday 3 December" of an instant. */
export function day(instant: string, timeZone: string, locale: string): string {
  return dates(locale, timeZone, dayParts).format(new Date(instant));
}

/** "Thursday 3 December" of a calendar date (`2026-12-03`), which lies in no zone. */
export function calendarDay(date: string, locale: string): string {
  return day(`${date}T12:00:00Z`, "UTC", locale);
}

/** "14:30" */
export function time(instant: string, timeZone: string, locale: string): string {
  return dates(locale, timeZone, timeParts).format(new Date(instant));
}

/** "14:30–15:30" */
export function timeRange(start: string, end: string, timeZone: string, locale: string): string {
  return dates(locale, timeZone, timeParts).formatRange(new Date(start), new Date(end));
}

/** "Thursday 3 December at 14:30" */
export function dayAndTime(instant: string, timeZone: string, locale: string): string {
  return dates(locale, timeZone, { ...dayParts, ...timeParts }).format(new Date(instant));
}

/** The whole of it, with year and zone: for tooltips, documents and where the exact time must be at hand. */
export function exactDateTime(instant: string, timeZone: string, locale: string): string {
  return dates(locale, timeZone, { ...dayParts, year: "numeric", ...timeParts, timeZoneName: "long" }).format(
    new Date(instant),
  );
}

/** "Central European Time": the zone in words, whatever the season. */
export function zoneName(timeZone: string, locale: string): string {
  const parts = dates(locale, timeZone, { timeZoneName: "longGeneric" }).formatToParts(new Date());
  return parts.find((part) => part.type === "timeZoneName")?.value ?? timeZone;
}

/** "3.4 km", or metres below one kilometre, rounded to ten. */
export function distance(meters: number, locale: string): string {
  const near = meters < 1000;
  const value = near ? Math.round(meters / 10) * 10 : meters / 1000;
  const unit = near ? "meter" : "kilometer";
  const maximumFractionDigits = value < 10 && !near ? 1 : 0;
  return new Intl.NumberFormat(region(locale), { style: "unit", unit, maximumFractionDigits }).format(value);
}

/** The calendar date (`2026-12-03`) that an instant falls on in a zone. */
export function dateIn(instant: string | Date, timeZone: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(new Date(instant));
}
