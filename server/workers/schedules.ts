import { lt } from "drizzle-orm";
import { database } from "@/db/client";
import { logOf } from "@/db/schema/logs";
import { revokedSessions } from "@/db/schema/platform";
import { contextNames } from "@/server/kernel/context-name";
import { ensureEventPartitions } from "@/server/platform/event-partitions";
import { logger } from "@/server/platform/logger";

const keysKeptDays = 30;
const dayMillis = 24 * 60 * 60 * 1000;

/** Forgets what is only kept for a time: answers to idempotency keys, ends of sessions that are over anyway. */
async function forgetWhatIsOver(now: Date): Promise<void> {
  const oldest = new Date(now.getTime() - keysKeptDays * dayMillis);
  for (const context of contextNames) {
    const { idempotencyKeys } = logOf(context);
    const db = await database(context);
    await db.write((tx) => tx.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, oldest)));
  }
  const platform = await database("platform");
  await platform.write((tx) => tx.delete(revokedSessions).where(lt(revokedSessions.expiresAt, now)));
}

async function daily(): Promise<void> {
  for (const context of contextNames) await ensureEventPartitions(context);
  await forgetWhatIsOver(new Date());
}

/** Runs the daily work now and every day, until aborted. Throws if the first run fails. */
export async function startSchedules(aborted: AbortSignal): Promise<void> {
  await daily();
  const timer = setInterval(
    () => daily().catch((error: unknown) => logger.error({ err: error }, "the daily work failed")),
    dayMillis,
  );
  timer.unref();
  aborted.addEventListener("abort", () => clearInterval(timer));
}
