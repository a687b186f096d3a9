import { lt, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { logOf } from "@/db/schema/logs";
import { revokedSessions } from "@/db/schema/platform";
import type { ContextName, SchemaName } from "@/server/kernel/context-name";
import { ensureEventPartitions } from "@/server/platform/event-partitions";
import { schemasHere } from "@/server/platform/here";
import type { JobQueue } from "@/server/platform/jobs";

const keysKeptDays = 30;
const sagasKeptDays = 90;
const dayMillis = 24 * 60 * 60 * 1000;

/** Forgets what is only kept for a time: answers to idempotency keys, sagas that ended long ago. */
async function forgetWhatIsOver(context: ContextName, now: Date): Promise<void> {
  const { idempotencyKeys, sagas } = logOf(context);
  const keys = new Date(now.getTime() - keysKeptDays * dayMillis);
  const ended = new Date(now.getTime() - sagasKeptDays * dayMillis);
  const db = await database(context);
  await db.write(async (tx) => {
    await tx.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, keys));
    await tx
      .delete(sagas)
      .where(sql`${sagas.status} in ('done', 'failed') and ${lt(sagas.updatedAt, ended)}`);
  });
}

async function forgetEndedSessions(now: Date): Promise<void> {
  const platform = await database("platform");
  await platform.write((tx) => tx.delete(revokedSessions).where(lt(revokedSessions.expiresAt, now)));
}

async function daily(schema: SchemaName): Promise<void> {
  if (schema === "platform") return forgetEndedSessions(new Date());
  await ensureEventPartitions(schema);
  await forgetWhatIsOver(schema, new Date());
}

/** The schema's work of every day, at three in the morning. */
export function dailyQueue(schema: SchemaName): JobQueue {
  return {
    name: "daily",
    cron: "0 3 * * *",
    policy: "short",
    retries: { retryLimit: 5, retryDelay: 60 },
    expireInSeconds: 900,
    pollingSeconds: 60,
    run: () => daily(schema),
  };
}

/** Does the daily work once: at every start, so that the month's partitions are there. Throws if it fails. */
export async function dailyWorkNow(): Promise<void> {
  for (const schema of schemasHere()) await daily(schema);
}
