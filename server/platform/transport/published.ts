import { eq, sql } from "drizzle-orm";
import { database, rows } from "@/db/client";
import { logOf } from "@/db/schema/logs";
import type { ContextName } from "@/server/kernel/context-name";
import { readFeed } from "../events";
import type { Publisher } from "./publisher";

const batch = 2_000;

/**
 * Hands the next events of a context's feed to the broker and notes how far it came, once the broker has
 * acknowledged. One process at a time. Should it die in between, the same events are sent again, in their order,
 * and the consumers' inboxes know them. Answers with how many were sent, or undefined when another process is at it.
 */
export async function publishNext(context: ContextName, publisher: Publisher): Promise<number | undefined> {
  const { published } = logOf(context);
  const db = await database(context);
  // Until the last statement this transaction has written nothing, so it holds no relay back while the broker answers.
  return db.exclusively(`publish:${context}:${publisher.name}`, async (tx) => {
    const [row] = await tx.select().from(published).where(eq(published.transport, publisher.name));
    const events = await readFeed(tx, context, row?.feedOffset ?? 0, batch);
    const feedOffset = events.at(-1)?.offset;
    if (feedOffset === undefined) return 0;
    await publisher.publish(context, events);
    const publishedAt = new Date();
    await tx
      .insert(published)
      .values({ transport: publisher.name, feedOffset, publishedAt })
      .onConflictDoUpdate({ target: published.transport, set: { feedOffset, publishedAt } });
    return events.length;
  });
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
