import { lt, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { logOf } from "@/db/schema/logs";
import { revokedSessions } from "@/db/schema/platform";
import { contextNames } from "@/server/kernel/context-name";
import { env } from "@/server/platform/env";
import { logger } from "@/server/platform/logger";

const monthsAhead = 3;
const keysKeptDays = 30;
const dayMillis = 24 * 60 * 60 * 1000;

/** Makes the coming months' partitions of every context's event log, so that none falls into the default one. */
async function ensureEventPartitions(): Promise<void> {
  for (const context of contextNames.filter((name) => env().holds(name))) {
    const schema = sql.identifier(context);
    const db = await database(context);
    await db.write((tx) =>
      tx.execute(sql`
        select ${schema}.ensure_event_partition((date_trunc('month', now()) + make_interval(months => n))::date)
          from generate_series(0, ${monthsAhead}::int) as n`),
    );
  }
}

/** Forgets what is only kept for a time: answers to idempotency keys, ends of sessions that are over anyway. */
async function forgetWhatIsOver(now: Date): Promise<void> {
  const oldest = new Date(now.getTime() - keysKeptDays * dayMillis);
  for (const context of contextNames.filter((name) => env().holds(name))) {
    const { idempotencyKeys } = logOf(context);
    const db = await database(context);
    await db.write((tx) => tx.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, oldest)));
  }
  if (env().service !== undefined) return;
  const platform = await database("platform");
  await platform.write((tx) => tx.delete(revokedSessions).where(lt(revokedSessions.expiresAt, now)));
}

async function daily(): Promise<void> {
  await ensureEventPartitions();
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
