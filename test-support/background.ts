import { onTestFinished } from "vitest";

/** Runs until the test ends. */
export function background(...works: ((aborted: AbortSignal) => Promise<void>)[]): void {
  const stop = new AbortController();
  const running = works.map((work) => work(stop.signal));
  onTestFinished(async () => {
    stop.abort();
    await Promise.all(running);
  });
}
