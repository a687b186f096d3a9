/** An instant by the clock of a zone, as date and time inputs hold it. */
export function wallClock(instant: string | number, timeZone: string): { date: string; time: string } {
  const text = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "short",
  }).format(new Date(instant));
  const [date = "", time = ""] = text.split(" ");
  return { date, time };
}

/**
 * The instant at which a zone's clock shows a date and time, in milliseconds; null where it never does or nothing
 * sensible was typed. Of a time that comes twice, the first.
 */
export function instantAt(date: string, time: string, timeZone: string): number | null {
  const asUtc = Date.parse(`${date}T${time}:00Z`);
  if (Number.isNaN(asUtc)) return null;
  const offsets = [-1, 1].map((side) => offsetAt(asUtc + side * 86_400_000, timeZone));
  const candidates = offsets.map((offset) => asUtc - offset).sort((a, b) => a - b);
  const found = candidates.find((at) => {
    const shown = wallClock(at, timeZone);
    return shown.date === date && shown.time === time;
  });
  return found ?? null;
}

function offsetAt(instant: number, timeZone: string): number {
  const { date, time } = wallClock(instant, timeZone);
  return Date.parse(`${date}T${time}:00Z`) - Math.floor(instant / 60_000) * 60_000;
}
