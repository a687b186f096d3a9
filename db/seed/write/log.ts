import { sql } from "drizzle-orm";
import type { Database, Tx } from "@/db/client";
import { type ContextTables, logOf } from "@/db/schema/logs";
import type { ContextName } from "@/server/kernel/context-name";
import { insertRows, isoTime } from "../bulk";
import { createRandom } from "../random";

/** One event of a stream that it begins. */
export type FirstEvent = { streamId: string; type: string; data: object; at: number; actor: string };

/** Months round the history, when the anchor lies elsewhere than today. */
export async function makePartitions(
  tx: Tx,
  context: ContextName,
  firstDay: string,
  months: number,
): Promise<void> {
  await tx.execute(sql`
    select ${sql.identifier(context)}.ensure_event_partition(
        (date_trunc('month', ${firstDay}::date) + make_interval(months => n))::date)
      from generate_series(-1, ${months - 1}) as n`);
}

/** Begins streams with one event each, beside plain rows. */
export async function writeFirstEvents(
  tx: Tx,
  context: ContextName,
  events: readonly FirstEvent[],
): Promise<void> {
  const log: ContextTables = logOf(context);
  const random = createRandom(`first-events/${context}`);
  await insertRows(
    tx,
    log.streams,
    events.map(({ streamId }) => ({ streamId, version: 1 })),
  );
  await insertRows(
    tx,
    log.events,
    events.map(({ streamId, type, data, at, actor }) => ({
      id: random.uuid(at),
      streamId,
      version: 1,
      type,
      data,
      actor,
      correlationId: "seed",
      recordedAt: isoTime(at),
    })),
  );
}

/** Numbers all events as the relay does, in one go. The database is the seed's alone, so all of them are committed. */
export async function numberEvents(tx: Tx, context: ContextName): Promise<number> {
  const { events, eventFeed } = logOf(context);
  // At large scales this takes longer than a statement of the portal may.
  await tx.execute(sql`set local statement_timeout = 0`);
  await tx.execute(sql`
    insert into ${eventFeed} (feed_offset, event_id, recorded_at, transaction_id, position)
    select row_number() over (order by transaction_id, position), id, recorded_at, transaction_id, position
      from ${events}`);
  const [end] = await tx.select({ end: sql<number>`count(*)::int` }).from(eventFeed);
  return end?.end ?? 0;
}

/** A consumer by where it keeps its offset and whose feed it follows. */
export type SeededConsumer = { name: string; context: ContextName; source: ContextName };

/** Consumers begin behind the seeded events: what those would do is written already, and nobody wants old mails. */
export async function beginBehind(
  of: (context: ContextName) => Database,
  consumers: readonly SeededConsumer[],
  ends: ReadonlyMap<ContextName, number>,
): Promise<void> {
  for (const { name, context, source } of consumers) {
    const feedOffset = ends.get(source) ?? 0;
    await of(context).write((tx) => insertRows(tx, logOf(context).consumers, [{ name, feedOffset }]));
  }
}
