import { Temporal } from "temporal-polyfill";

/** Minutes: wall-clock ones count from local midnight, epoch ones from 1970 in UTC. */
export interface Span {
  from: number;
  until: number;
}

/** One local day as epoch minutes, with the clock change that falls into it. */
export interface DayFrame {
  date: string;
  /** ISO, Monday 1. */
  weekday: number;
  /** Epoch minutes of this midnight and the next. */
  start: number;
  end: number;
  /** Where the wall clock jumps: the epoch minute, and the wall minute shown just before and at it. */
  change?: { at: number; wallBefore: number; wallAfter: number };
}

function epochMinute(instant: { epochMilliseconds: number }): number {
  return Math.round(instant.epochMilliseconds / 60_000);
}

/**
 * Frames of consecutive local days. The zone is asked once per stretch between two clock changes, all else is
 * arithmetic on whole minutes.
 */
export function dayFrames(from: string, days: number, timeZone: string): DayFrame[] {
  const frames: DayFrame[] = [];
  let date = Temporal.PlainDate.from(from);
  let midnight = date.toZonedDateTime(timeZone);
  let start = epochMinute(midnight);
  let change = nextChange(midnight);
  for (let i = 0; i < days; i++) {
    const next = date.add({ days: 1 });
    const frame: DayFrame = { date: date.toString(), weekday: date.dayOfWeek, start, end: start + 1440 };
    if (change !== undefined && change.at < frame.end - change.shift) {
      frame.change = {
        at: change.at,
        wallBefore: change.at - start,
        wallAfter: change.at - start + change.shift,
      };
      midnight = next.toZonedDateTime(timeZone);
      frame.end = epochMinute(midnight);
      change = nextChange(midnight);
    }
    frames.push(frame);
    start = frame.end;
    date = next;
  }
  return frames;
}

/** The first change at or after a midnight. */
function nextChange(midnight: Temporal.ZonedDateTime): { at: number; shift: number } | undefined {
  const after = midnight.subtract({ nanoseconds: 1 }).getTimeZoneTransition("next");
  if (after === null) return undefined;
  const before = after.subtract({ nanoseconds: 1 });
  return { at: epochMinute(after), shift: (after.offsetNanoseconds - before.offsetNanoseconds) / 60e9 };
}

/**
 * The epoch minute of a wall minute. One that the change skips is the moment of the change, one that comes twice
 * is its first coming, so that a span's ends stay in order.
 */
export function epochOf({ start, change }: DayFrame, wallMinute: number): number {
  if (change === undefined || wallMinute < change.wallBefore) return start + wallMinute;
  return Math.max(change.at, change.at + wallMinute - change.wallAfter);
}

export function epochSpan(frame: DayFrame, wall: Span): Span {
  return { from: epochOf(frame, wall.from), until: epochOf(frame, wall.until) };
}
