import { eq, sql } from "drizzle-orm";
import { database, rows } from "@/db/client";
import { logOf } from "@/db/schema/logs";
import type { ContextName } from "@/server/kernel/context-name";
import { readFeed } from "../events";
import type { Publisher } from "./publisher";

const batch = 2_000;
/** How long a process that died keeps others from handing the feed on. */
const leaseSeconds = 5;
const holder = crypto.randomUUID();

/**
 * Hands the next events of a context's feed to the broker and notes how far it came, once the broker has
 * acknowledged. One process at a time, by a lease. Should it die in between, or its lease run out, the same events
 * are sent again from the same place: what comes first for the second time, every inbox knows. Answers with how many
 * were sent, or undefined when another process is at it.
 */
export async function publishNext(context: ContextName, publisher: Publisher): Promise<number | undefined> {
  const db = await database(context);
  if ((await publishLag(context, publisher.name)).unpublished === 0) return 0;
  const offset = await takeLease(context, publisher.name);
  if (offset === undefined) return undefined;
  const events = await db.read((tx) => readFeed(tx, context, offset, batch));
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

/** How far the feed was handed on, for who may go on from there; undefined while another process may. */
async function takeLease(context: ContextName, name: string): Promise<number | undefined> {
  const { published } = logOf(context);
  const db = await database(context);
  const heldUntil = sql`clock_timestamp() + make_interval(secs => ${leaseSeconds})`;
  const [taken] = await db.statement((tx) =>
    tx
      .insert(published)
      .values({ transport: name, feedOffset: 0, holder, heldUntil })
      .onConflictDoUpdate({
        target: published.transport,
        set: { holder, heldUntil },
        setWhere: sql`${published.holder} = ${holder} or ${published.heldUntil} is null
          or ${published.heldUntil} < clock_timestamp()`,
      })
      .returning({ feedOffset: published.feedOffset }),
  );
  return taken?.feedOffset;
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
