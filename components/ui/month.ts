/** Calendar arithmetic on plain dates (`2026-12-03`) and months (`2026-12`), free of zones. */

const millisecondsPerDay = 86_400_000;

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * millisecondsPerDay).toISOString().slice(0, 10);
}

export function addMonths(month: string, months: number): string {
  const date = new Date(`${month}-01`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 7);
}

/** 0 for Monday to 6 for Sunday: every country we work in begins its week on Monday. */
function weekday(date: string): number {
  return (new Date(date).getUTCDay() + 6) % 7;
}

/** The weeks of a month, Monday first; days of the neighbouring months are null. */
export function weeksOf(month: string): (string | null)[][] {
  const first = `${month}-01`;
  const lastDay = Number(addDays(`${addMonths(month, 1)}-01`, -1).slice(8));
  const cells: (string | null)[] = Array.from({ length: weekday(first) }, () => null);
  for (let day = 0; day < lastDay; day += 1) cells.push(addDays(first, day));
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

/** Where a key leads in a date grid (ARIA APG), or undefined for other keys. */
export function dateForKey(key: string, date: string): string | undefined {
  switch (key) {
    case "ArrowLeft":
      return addDays(date, -1);
    case "ArrowRight":
      return addDays(date, 1);
    case "ArrowUp":
      return addDays(date, -7);
    case "ArrowDown":
      return addDays(date, 7);
    case "Home":
      return addDays(date, -weekday(date));
    case "End":
      return addDays(date, 6 - weekday(date));
    case "PageUp":
      return sameDayOf(addMonths(date.slice(0, 7), -1), date);
    case "PageDown":
      return sameDayOf(addMonths(date.slice(0, 7), 1), date);
    default:
      return undefined;
  }
}

/** The same day of another month, or its last one when that is shorter. */
function sameDayOf(month: string, date: string): string {
  const last = addDays(`${addMonths(month, 1)}-01`, -1);
  const wanted = `${month}-${date.slice(8)}`;
  return wanted > last ? last : wanted;
}
