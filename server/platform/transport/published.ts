import { eq, sql } from "drizzle-orm";
import { database, rows, type Tx } from "@/db/client";
import { logOf } from "@/db/schema/logs";
import type { ContextName } from "@/server/kernel/context-name";
import { type FeedEvent, readFeed } from "../events";
import type { Publisher } from "./publisher";

const batch = 2_000;
/** How long a process that died keeps others from handing the feed on. */
const leaseSeconds = 5;
const holder = crypto.randomUUID();

/**
 * Hands the next events of a context's feed to the broker and notes how far it came, once the broker has
 * acknowledged. One process at a time, by a lease. Should it die in between, or its lease run out, the same events
 * are sent again from the same place: what comes first for the second time, every inbox knows. Answers with how many
 * were sent: 0 when there are none, or when another process is at it.
 */
export async function publishNext(context: ContextName, publisher: Publisher): Promise<number> {
  const db = await database(context);
  const events = await db.statement((tx) => leaseNext(tx, context, publisher.name));
  const last = events.at(-1)?.offset;
  if (last === undefined) return 0;
  await publisher.publish(context, events);
  const { published } = logOf(context);
  await db.statement((tx) =>
    tx
      .update(published)
      .set({
        feedOffset: sql`greatest(${published.feedOffset}, ${last})`,
        publishedAt: sql`clock_timestamp()`,
      })
      .where(eq(published.transport, publisher.name)),
  );
  return events.length;
}

/** Takes or renews the lease where something is to be handed on, and reads it, in one round trip. */
function leaseNext(tx: Tx, context: ContextName, name: string): Promise<FeedEvent[]> {
  const { published, eventFeed } = logOf(context);
  const noted = sql`select feed_offset from ${published} where transport = ${name}`;
  const lease = tx.$with("lease", { feedOffset: sql<number>`feed_offset`.as("feed_offset") }).as(sql`
    insert into ${published} as mine (transport, feed_offset, holder, held_until)
    select ${name}, 0, ${holder}, clock_timestamp() + make_interval(secs => ${leaseSeconds})
     where (select max(feed_offset) from ${eventFeed}) > coalesce((${noted}), 0)
    on conflict (transport) do update set holder = excluded.holder, held_until = excluded.held_until
     where mine.holder = ${holder} or mine.held_until is null or mine.held_until < clock_timestamp()
    returning mine.feed_offset`);
  return readFeed(tx.with(lease), context, sql`(select feed_offset from ${lease})`, batch);
}

/** Lets another process go on at once: this one stops. */
export async function endLease(context: ContextName, name: string): Promise<void> {
  const { published } = logOf(context);
  const db = await database(context);
  await db.statement((tx) =>
    tx
      .update(published)
      .set({ heldUntil: null })
      .where(sql`${published.transport} = ${name} and ${published.holder} = ${holder}`),
  );
}

/** How many numbered events a broker does not have yet, and how long the oldest of them has waited. */
export async function publishLag(
  context: ContextName,
  name: string,
): Promise<{ unpublished: number; oldestSeconds: number }> {
  const { published } = logOf(context);
  const schema = sql.identifier(context);
  const db = await database(context);
  const [lag] = await db.read((tx) =>
    rows<{ unpublished: number; oldestSeconds: number }>(
      tx,
      sql`
      with mark as (
        select coalesce((select feed_offset from ${published} where transport = ${name}), 0) as feed_offset
      )
      select (coalesce((select max(feed_offset) from ${schema}.event_feed), 0) - feed_offset)::int as unpublished,
             coalesce((select extract(epoch from clock_timestamp() - recorded_at) from ${schema}.event_feed f
                        where f.feed_offset = mark.feed_offset + 1), 0)::float8 as "oldestSeconds"
        from mark`,
    ),
  );
  return lag ?? { unpublished: 0, oldestSeconds: 0 };
}
