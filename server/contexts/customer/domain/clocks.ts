import type { TimelineEntry } from "./timeline";
import { type Clock, clockOf } from "./transitions";

/** Whole seconds that were spent waiting for each; what runs still is counted up to its beginning alone. */
export interface ClockTimes {
  us: number;
  customer: number;
  supplier: number;
  /** Since when the clock that runs now has been running; null once nobody is waited for. */
  runningSince: string | null;
}

/** The three clocks of an order, from its timeline, oldest first: together they are the time since it began. */
export function clockTimes(timeline: readonly Pick<TimelineEntry, "at" | "status">[]): ClockTimes {
  const times: ClockTimes = { us: 0, customer: 0, supplier: 0, runningSince: null };
  let running: Clock = "none";
  let since = 0;
  for (const { at, status } of timeline) {
    const clock = clockOf(status);
    if (clock === running) continue;
    // In whole seconds from the outset: rounded one by one, three spans would not add up.
    const now = Math.floor(Date.parse(at) / 1000);
    if (running !== "none") times[running] += now - since;
    running = clock;
    since = now;
  }
  if (running !== "none") times.runningSince = new Date(since * 1000).toISOString();
  return times;
}
