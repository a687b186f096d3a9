import type { Method } from "../geo/centers";
import type { Calendar } from "./calendar";

export type Window = { start: number; minutes: number };

const PICKUP_MINUTES = 120;

/**
 * The minutes of a day that an order of this method takes, as Location offers them: a van's tour of two hours, the
 * post bench all day, a technician from any grid point of the open spans on for as long as the repair takes.
 */
export function windowsOn(
  calendar: Calendar,
  day: number,
  method: Method,
  repairMinutes: number,
  gridMinutes: number,
): Window[] {
  const spans = calendar.spans(day);
  if (spans.length === 0) return [];
  if (method === "mail_in") {
    const start = Math.min(...spans.map(({ opens }) => opens));
    return [{ start, minutes: Math.max(...spans.map(({ closes }) => closes)) - start }];
  }
  const [minutes, step] =
    method === "pickup" ? [PICKUP_MINUTES, PICKUP_MINUTES] : [repairMinutes, gridMinutes];
  return spans.flatMap(({ opens, closes }) => {
    const count = Math.max(0, Math.floor((closes - opens - minutes) / step) + 1);
    return Array.from({ length: count }, (_, index) => ({ start: opens + index * step, minutes }));
  });
}
