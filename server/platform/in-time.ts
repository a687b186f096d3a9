import { DomainError } from "@/server/kernel/errors";

/** Calls back after a time, unless the returned function is called before. */
type Timer = (millis: number, then: () => void) => () => void;

const byTheClock: Timer = (millis, then) => {
  const timer = setTimeout(then, millis);
  return () => clearTimeout(timer);
};
let timer = byTheClock;

/** Puts another clock in place of the real one: for the simulation. */
export function replaceTimer(replacement: Timer | undefined): void {
  timer = replacement ?? byTheClock;
}

/** What takes longer counts as away: refuses with `unavailable`, though the work may still have its effect. */
export function inTime<T>(millis: number, work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = timer(millis, () => reject(new DomainError("unavailable")));
    work().finally(stop).then(resolve, reject);
  });
}
