import { sql } from "drizzle-orm";
import { database, rows } from "@/db/client";
import type { ContextName } from "@/server/kernel/context-name";

const monthsAhead = 3;

/** Makes the coming months' partitions of an event log; a month's events that fell into the default one move along. */
export async function ensureEventPartitions(context: ContextName): Promise<void> {
  const schema = sql.identifier(context);
  const db = await database(context);
  await db.write((tx) =>
    tx.execute(sql`
      select ${schema}.ensure_event_partition((date_trunc('month', now()) + make_interval(months => n))::date)
        from generate_series(0, ${monthsAhead}::int) as n`),
  );
}

/** Which months an event log has partitions for, and how many events lie in none of them (counted up to 1,000). */
export async function eventPartitions(
  context: ContextName,
): Promise<{ months: string[]; inDefault: number }> {
  const schema = sql.identifier(context);
  const db = await database(context);
  return db.read(async (tx) => {
    const made = await rows<{ month: string }>(
      tx,
      sql`select replace(substr(c.relname, 8), '_', '-') as month
            from pg_inherits i join pg_class c on c.oid = i.inhrelid
           where i.inhparent = ${`${context}.events`}::regclass and c.relname <> 'events_default'
           order by 1`,
    );
    const [found] = await rows<{ stranded: number }>(
      tx,
      sql`select count(*)::int as stranded from (select 1 from ${schema}.events_default limit 1000) as stranded_events`,
    );
    return { months: made.map(({ month }) => month), inDefault: found?.stranded ?? 0 };
  });
}
