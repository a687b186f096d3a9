import { DomainError } from "@/server/kernel/errors";

/** What takes longer counts as away: refuses with `unavailable`, though the work may still have its effect. */
export function inTime<T>(millis: number, work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new DomainError("unavailable")), millis);
    work()
      .finally(() => clearTimeout(timer))
      .then(resolve, reject);
  });
}
