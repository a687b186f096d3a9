import { setTimeout as wait } from "node:timers/promises";

const firstMillis = 50;

/** Waits before the next try: twice as long each time, with full jitter; ends early when aborted. */
export async function backoff(attempt: number, mostMillis: number, aborted?: AbortSignal): Promise<void> {
  const ceiling = Math.min(mostMillis, firstMillis * 2 ** attempt);
  const pause = Math.round(Math.random() * ceiling);
  await wait(pause, undefined, { ref: false, ...(aborted && { signal: aborted }) }).catch(() => {});
}
