import { sql } from "drizzle-orm";
import { database, databases, rows } from "@/db/client";
import { type ContextName, contextNames } from "@/server/kernel/context-name";
import { signal, signalWaiter } from "@/server/platform/feed-signal";
import { logger } from "@/server/platform/logger";

const batch = 2_000;
/** How soon another process's commits are noticed; the embedded database has no other process. */
const idleMillis = { postgres: 250, embedded: 10_000 };
/** The same while events come in, and how long after the last one it stays so. */
const busyPauseMillis = { postgres: 8, embedded: 10_000 };
const busyMillis = 3_000;

/**
 * Numbers a context's committed events, in commit-safe order: by transaction id and position, and only those whose
 * transaction id lies below every transaction still running. One relay at a time, under an advisory lock.
 * Answers with how many it numbered, or undefined when another process is at it.
 */
export async function numberCommittedEvents(context: ContextName): Promise<number | undefined> {
  const schema = sql.identifier(context);
  const db = await database(context);
  return db.exclusively(`relay:${context}`, async (tx) => {
    const numbered = await rows<{ one: number }>(
      tx,
      sql`
      with mark as (
        select feed_offset, transaction_id, position from ${schema}.event_feed order by feed_offset desc limit 1
      ), fresh as (
        select e.id, e.recorded_at, e.transaction_id, e.position
          from ${schema}.events e
         where e.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
           and (e.transaction_id, e.position) >
               (coalesce((select transaction_id from mark), '0'::xid8), coalesce((select position from mark), 0))
         order by e.transaction_id, e.position
         limit ${batch}
      )
      insert into ${schema}.event_feed (feed_offset, event_id, recorded_at, transaction_id, position)
      select coalesce((select feed_offset from mark), 0) + row_number() over (order by transaction_id, position),
             id, recorded_at, transaction_id, position
        from fresh
      returning 1`,
    );
    return numbered.length;
  });
}

/** Where a feed ends, and whether committed events may wait for a number: one look, far cheaper than numbering. */
async function glance(context: ContextName): Promise<{ end: number; waiting: boolean }> {
  const schema = sql.identifier(context);
  const db = await database(context);
  const [seen] = await db.read((tx) =>
    rows<{ end: number; waiting: boolean }>(
      tx,
      sql`
      with mark as (
        select feed_offset, transaction_id, position from ${schema}.event_feed order by feed_offset desc limit 1
      )
      select coalesce((select feed_offset from mark), 0)::int as "end",
             exists (
               select 1 from ${schema}.events
                where transaction_id < pg_snapshot_xmin(pg_current_snapshot())
                  and (transaction_id, position) >
                      (coalesce((select transaction_id from mark), '0'::xid8), coalesce((select position from mark), 0))
             ) as waiting`,
    ),
  );
  return seen ?? { end: 0, waiting: false };
}

/**
 * Keeps numbering until aborted: woken by commits of this process, and by the clock for those of others, often
 * while there is something to do. Says so when the feed has grown, whoever numbered it.
 */
export async function relay(context: ContextName, aborted: AbortSignal): Promise<void> {
  const { kind } = await databases();
  const wait = signalWaiter(`committed:${context}`);
  let known = 0;
  let busyUntil = 0;
  while (!aborted.aborted) {
    try {
      let { end, waiting } = await glance(context);
      if (waiting) {
        await numberCommittedEvents(context);
        ({ end, waiting } = await glance(context));
      }
      if (end > known) {
        signal(`numbered:${context}`);
        busyUntil = performance.now() + busyMillis;
      }
      known = end;
      if (waiting) continue;
    } catch (error) {
      logger.error({ context, err: error }, "relay failed, trying again");
    }
    await wait(performance.now() < busyUntil ? busyPauseMillis[kind] : idleMillis[kind], aborted);
  }
}

export function startRelays(aborted: AbortSignal): Promise<void>[] {
  return contextNames.map((context) => relay(context, aborted));
}
