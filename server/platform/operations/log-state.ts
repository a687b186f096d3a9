import { sql } from "drizzle-orm";
import { z } from "zod";
import { rows, type Tx } from "@/db/client";
import type { ContextName } from "@/server/kernel/context-name";

const count = z.coerce.number().int();

const consumerRow = z.object({ name: z.string(), source: z.string().nullable(), offset: count });

const stateRow = z.object({
  feedEnd: count,
  unnumbered: count,
  unnumberedSeconds: z.coerce.number(),
  deadLetters: count,
  sagas: z.record(z.string(), count),
  partitionsAhead: count,
  defaultPartitionRows: count,
  idempotencyKeys: count,
  prepared: z.array(z.object({ id: z.string(), ageSeconds: z.coerce.number() })),
  consumers: z.array(consumerRow),
});
export type LogRow = z.infer<typeof stateRow>;

/** Counting stops here: above it the answer is "at least". */
const countLimit = 100_000;

/** What a context's own tables say of its machinery, in one statement. Finished sagas: the last day's. */
export async function readLogState(tx: Tx, context: ContextName): Promise<LogRow> {
  const schema = sql.identifier(context);
  const events = `${context}.events`;
  const [found] = await rows<Record<string, unknown>>(
    tx,
    sql`
    with mark as (
      select feed_offset, transaction_id, position from ${schema}.event_feed order by feed_offset desc limit 1
    ), unnumbered as (
      select e.recorded_at from ${schema}.events e
       where (e.transaction_id, e.position) >
             (coalesce((select transaction_id from mark), '0'::xid8), coalesce((select position from mark), 0))
       order by e.transaction_id, e.position limit ${countLimit}
    ), sagas_now as (
      select status, count(*) as n from ${schema}.sagas
       where status not in ('done', 'failed') or updated_at > now() - interval '1 day'
       group by status
    )
    select
      coalesce((select feed_offset from mark), 0) as "feedEnd",
      (select count(*) from unnumbered) as "unnumbered",
      coalesce((select greatest(0, extract(epoch from clock_timestamp() - min(recorded_at))) from unnumbered), 0)
        as "unnumberedSeconds",
      (select count(*) from (select 1 from ${schema}.dead_letters where dropped_at is null limit ${countLimit}) d)
        as "deadLetters",
      (select coalesce(jsonb_object_agg(status, n), '{}') from sagas_now) as "sagas",
      (select count(*) from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = ${events}::regclass and c.relname ~ '^events_[0-9]{4}_[0-9]{2}$'
          and c.relname > 'events_' || to_char(now() at time zone 'utc', 'YYYY_MM')) as "partitionsAhead",
      (select count(*) from (select 1 from ${schema}.events_default limit ${countLimit}) d)
        as "defaultPartitionRows",
      (select count(*) from (select 1 from ${schema}.idempotency_keys limit ${countLimit}) k)
        as "idempotencyKeys",
      (select coalesce(jsonb_agg(jsonb_build_object('id', gid,
                 'ageSeconds', extract(epoch from clock_timestamp() - prepared)) order by prepared), '[]')
         from pg_prepared_xacts where database = current_database() and owner = current_user) as "prepared",
      (select coalesce(jsonb_agg(jsonb_build_object('name', name, 'source', source, 'offset', feed_offset)
                 order by name), '[]') from ${schema}.consumers) as "consumers"`,
  );
  return stateRow.parse(found);
}

/** How many events of the feed lie after an offset, and when the first of them was recorded. */
export async function readBehind(
  tx: Tx,
  context: ContextName,
  offset: number,
): Promise<{ events: number; oldestAt: string | null }> {
  const feed = sql`${sql.identifier(context)}.event_feed`;
  const [found] = await rows<{ end: string | number; oldest: string | Date | null }>(
    tx,
    sql`select coalesce((select max(feed_offset) from ${feed}), 0) as "end",
               (select recorded_at from ${feed} where feed_offset > ${offset} order by feed_offset limit 1) as "oldest"`,
  );
  const { end = 0, oldest = null } = found ?? {};
  return {
    events: Math.max(0, Number(end) - offset),
    oldestAt: oldest === null ? null : new Date(oldest).toISOString(),
  };
}
