import { sql } from "drizzle-orm";
import { database, databases, rows, type Tx } from "@/db/client";
import type { ContextName } from "@/server/kernel/context-name";
import { isDuplicate } from "@/server/platform/database-errors";
import { signal, signalWaiter } from "@/server/platform/feed-signal";
import { contextsHere } from "@/server/platform/here";
import { logger } from "@/server/platform/logger";

interface Numbered {
  numbered: number;
  /** Whose events they are, without their versions. */
  names: string[];
  /** The offset of the feed's last event. */
  end: number;
  /** Where committed events wait for a transaction that still runs: the oldest that ran at this look. */
  heldBy: string | null;
}

const batch = 2_000;
/** How soon another process's events are noticed; the embedded database has no other process. */
const idleMillis = { postgres: 250, embedded: 10_000 };
/** The same while others write and number nothing, or something waits; and how long after the last it stays so. */
const busyPauseMillis = { postgres: 8, embedded: 10_000 };
const busyMillis = 3_000;

/**
 * Numbers a context's committed events, in commit-safe order: by transaction id and position, and only those whose
 * transaction id lies below every transaction still running. One relay at a time, under an advisory lock. Answers
 * with how many it numbered and where the feed ends now, or undefined when another process is at it.
 */
export async function numberCommittedEvents(context: ContextName): Promise<Numbered | undefined> {
  const schema = sql.identifier(context);
  const db = await database(context);
  const number = (tx: Tx) =>
    rows<Numbered & { locked: boolean }>(
      tx,
      sql`
      with own as materialized (
        select pg_try_advisory_xact_lock(hashtextextended(${`relay:${context}`}, 0)) as locked
      ), mark as (
        select feed_offset, transaction_id, position from ${schema}.event_feed order by feed_offset desc limit 1
      ), fresh as (
        select e.id, e.recorded_at, e.transaction_id, e.position, e.type
          from ${schema}.events e
         where (select locked from own)
           and e.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
           and (e.transaction_id, e.position) >
               (coalesce((select transaction_id from mark), '0'::xid8), coalesce((select position from mark), 0))
         order by e.transaction_id, e.position
         limit ${batch}
      ), numbered as (
        insert into ${schema}.event_feed (feed_offset, event_id, recorded_at, transaction_id, position)
        select coalesce((select feed_offset from mark), 0) + row_number() over (order by transaction_id, position),
               id, recorded_at, transaction_id, position
          from fresh
        returning feed_offset
      )
      select own.locked, (select count(*)::int from numbered) as numbered,
        (select coalesce(jsonb_agg(distinct regexp_replace(type, '\\.v\\d+$', '')), '[]') from fresh) as names,
        coalesce((select max(feed_offset) from numbered), (select feed_offset from mark), 0)::int as end,
        case when exists (select from ${schema}.events
                           where transaction_id >= pg_snapshot_xmin(pg_current_snapshot()))
             then pg_snapshot_xmin(pg_current_snapshot())::text end as "heldBy"
      from own`,
    );
  // Whoever read the mark just before another process moved it collides with that one's numbers, and takes none.
  const [found] = await db.statement(number).catch((error: unknown) => {
    if (isDuplicate(error)) return [];
    throw error;
  });
  return found?.locked ? found : undefined;
}

/** Whether this is still the oldest transaction that runs: until it is not, no event more may be numbered. */
async function stillHeldBy(context: ContextName, transaction: string): Promise<boolean> {
  const db = await database(context);
  const [found] = await db.statement((tx) =>
    rows<{ held: boolean }>(
      tx,
      sql`select pg_snapshot_xmin(pg_current_snapshot()) = ${transaction}::text::xid8 as held`,
    ),
  );
  return found?.held ?? false;
}

/**
 * Keeps numbering until aborted: woken by commits of this process, and by the clock for those of others. Others
 * number their own, so the clock is slow, unless one turns up that does not. Says so when the feed has grown, whoever
 * numbered it, and by what, if all of it was numbered here.
 */
export async function relay(context: ContextName, aborted: AbortSignal): Promise<void> {
  const { kind } = await databases();
  const wait = signalWaiter(`committed:${context}`);
  let known = 0;
  let othersWriteUntil = 0;
  let expected = true;
  let heldBy: string | null = null;
  while (!aborted.aborted) {
    let mayHaveMissedOurs = false;
    try {
      if (heldBy === null || !(await stillHeldBy(context, heldBy))) {
        const found = await numberCommittedEvents(context);
        if (found !== undefined && found.end > known) {
          if (found.numbered > 0 && !expected) othersWriteUntil = performance.now() + busyMillis;
          tell(context, found.end - known === found.numbered ? found.names : []);
          known = found.end;
        }
        mayHaveMissedOurs = found === undefined;
        heldBy = found?.numbered === batch ? null : (found?.heldBy ?? null);
        expected = heldBy !== null;
        if (found?.numbered === batch) continue;
      }
    } catch (error) {
      logger.error({ context, err: error }, "relay failed, trying again");
    }
    const often = heldBy !== null || mayHaveMissedOurs || performance.now() < othersWriteUntil;
    const signalled = await wait(often ? busyPauseMillis[kind] : idleMillis[kind], aborted);
    expected ||= signalled;
  }
}

function tell(context: ContextName, names: readonly string[]): void {
  signal(`numbered:${context}`);
  for (const name of names) signal(`numbered:${context}:${name}`);
}

export function startRelays(aborted: AbortSignal): Promise<void>[] {
  return contextsHere().map((context) => relay(context, aborted));
}
