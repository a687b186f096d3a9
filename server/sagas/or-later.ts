import { setTimeout as pause } from "node:timers/promises";
import { DomainError, isTransient } from "@/server/kernel/errors";
import { refusalOf } from "@/server/platform/trpc";

const patienceMillis = 2_500;

/** What another context answers, or `later` when it is away or too slow. Its final refusals stay refusals. */
export async function orLater<Answer>(ask: () => Promise<Answer>): Promise<Answer | "later"> {
  const answered = new AbortController();
  const tooSlow = pause(patienceMillis, undefined, { signal: answered.signal }).then(() => {
    throw new DomainError("unavailable");
  });
  tooSlow.catch(() => {});
  try {
    return await Promise.race([ask(), tooSlow]);
  } catch (error) {
    if (isTransient(refusalOf(error).code)) return "later";
    throw error;
  } finally {
    answered.abort();
  }
}
