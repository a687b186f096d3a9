import { sql } from "drizzle-orm";
import { database, rows } from "@/db/client";
import type { ContextName } from "@/server/kernel/context-name";

export interface FeedLag {
  /** Committed events that have no number yet; counted up to 10,000. */
  unnumbered: number;
  /** How long the oldest of them has waited, by its own time. */
  oldestSeconds: number;
  /** How many of them a transaction that is still open holds back. */
  heldBack: number;
  /** The oldest transaction still open in the cluster: what the relay waits for. */
  horizon: string;
}

/** How far a context's feed lies behind what is committed. One cheap look, for the relay's watch and for screens. */
export async function feedLag(context: ContextName): Promise<FeedLag> {
  const schema = sql.identifier(context);
  const db = await database(context);
  const [lag] = await db.read((tx) =>
    rows<{ unnumbered: number; oldest_seconds: number; held_back: number; horizon: string }>(
      tx,
      sql`
      with mark as (
        select transaction_id, position from ${schema}.event_feed order by feed_offset desc limit 1
      ), fresh as (
        select transaction_id, recorded_at from ${schema}.events
         where (transaction_id, position) >
               (coalesce((select transaction_id from mark), '0'::xid8), coalesce((select position from mark), 0))
         order by transaction_id, position
         limit 10000
      )
      select count(*)::int as unnumbered,
             coalesce(extract(epoch from clock_timestamp() - min(recorded_at)), 0)::float8 as oldest_seconds,
             (count(*) filter (where transaction_id >= pg_snapshot_xmin(pg_current_snapshot())))::int as held_back,
             pg_snapshot_xmin(pg_current_snapshot())::text as horizon
        from fresh`,
    ),
  );
  return {
    unnumbered: lag?.unnumbered ?? 0,
    oldestSeconds: lag?.oldest_seconds ?? 0,
    heldBack: lag?.held_back ?? 0,
    horizon: lag?.horizon ?? "0",
  };
}

/** Transactions that were prepared and never ended: what most often holds a feed back. Oldest first. */
export async function preparedTransactions(
  context: ContextName,
): Promise<{ gid: string; database: string; ageSeconds: number }[]> {
  const db = await database(context);
  return db.read((tx) =>
    rows(
      tx,
      sql`select gid, database, extract(epoch from clock_timestamp() - prepared)::float8 as "ageSeconds"
            from pg_prepared_xacts order by prepared limit 20`,
    ),
  );
}
