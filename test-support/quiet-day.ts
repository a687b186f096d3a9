import { addDays, instantOf, isoWeekday } from "@/server/kernel/time";
import { gent } from "./network";

/** A Monday to Thursday a good week off, where Belgium has no public holiday (the movable ones fall in spring). */
export function quietDay(): string {
  let day = addDays(new Date().toISOString().slice(0, 10), 8);
  const feast = /-(01-01|05-01|07-21|08-15|11-01|11-11|12-25)$/;
  while (isoWeekday(day) > 4 || feast.test(day) || isEasterSeason(day)) day = addDays(day, 1);
  return day;
}

/** Easter Monday, Ascension and Whit Monday fall between 23 March and 14 June, on Mondays and Thursdays. */
function isEasterSeason(day: string): boolean {
  const monthDay = day.slice(5);
  return monthDay >= "03-23" && monthDay <= "06-14" && [1, 4].includes(isoWeekday(day));
}

/** An hour of that day on Gent's clocks, as the wire writes it. */
export function quietTime(hour: number, minute = 0): string {
  return instantOf(quietDay(), hour * 60 + minute, gent.timeZone).toISOString();
}
