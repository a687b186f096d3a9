import postgres from "postgres";
import { type ContextName, contextNames } from "@/server/kernel/context-name";

/**
 * After a restore or a move: transaction ids belong to a cluster, so those in the logs mean nothing here. Numbers
 * what the old cluster had left, then gives all of it ids below any that this cluster gives out. Nothing else may
 * run meanwhile. Answers with how many events each context has.
 */
export async function resetTransactionIds(
  databaseUrl: (context: ContextName) => string | undefined,
): Promise<Partial<Record<ContextName, number>>> {
  const counts: Partial<Record<ContextName, number>> = {};
  for (const context of contextNames) {
    const url = databaseUrl(context);
    if (url === undefined) continue;
    const client = postgres(url, { max: 1, onnotice: () => {} });
    try {
      counts[context] = await client.begin((sql) => resetOne(sql, context));
    } finally {
      await client.end();
    }
  }
  return counts;
}

async function resetOne(sql: postgres.TransactionSql, context: ContextName): Promise<number> {
  const schema = sql(context);
  await sql`lock table ${schema}.events, ${schema}.event_feed in exclusive mode`;
  await sql`
    insert into ${schema}.event_feed (feed_offset, event_id, recorded_at, transaction_id, position)
    select coalesce((select max(feed_offset) from ${schema}.event_feed), 0)
             + row_number() over (order by e.position),
           e.id, e.recorded_at, e.transaction_id, e.position
      from ${schema}.events e left join ${schema}.event_feed f on f.event_id = e.id
     where f.event_id is null`;
  // The relay goes on above its last number, so the feed's id lies above the events' and below any real one (3).
  const { count } = await sql`update ${schema}.events set transaction_id = '0'`;
  await sql`update ${schema}.event_feed set transaction_id = '1'`;
  await sql`update ${schema}.streams set transaction_id = '0' where transaction_id <> '0'`;
  // Balances are summed up again: a snapshot names an id of the old cluster, below which lines would be missed.
  if (context === "payment") await sql`truncate payment.balance_snapshots`;
  return count;
}
