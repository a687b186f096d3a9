import { isTransient } from "@/server/kernel/errors";
import { inTime } from "@/server/platform/in-time";
import { refusalOf } from "@/server/platform/trpc";

const patienceMillis = 2_500;

/** What another context answers, or `later` when it is away or too slow. Its final refusals stay refusals. */
export async function orLater<Answer>(ask: () => Promise<Answer>): Promise<Answer | "later"> {
  try {
    return await inTime(patienceMillis, ask);
  } catch (error) {
    if (isTransient(refusalOf(error).code)) return "later";
    throw error;
  }
}
