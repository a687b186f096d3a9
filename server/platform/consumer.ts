import { and, eq } from "drizzle-orm";
import { database, type Tx } from "@/db/client";
import { logOf } from "@/db/schema/logs";
import type { ContextName } from "@/server/kernel/context-name";
import type { FeedEvent } from "./events";
import { logger } from "./logger";

/** Reacts to a context's events with an effect in its own context, once each, in feed order. */
export interface Consumer {
  name: string;
  context: ContextName;
  source: ContextName;
  /** The effect, in the transaction that also remembers the event. Events it does not care for are skipped. */
  handle: (tx: Tx, event: FeedEvent) => Promise<void>;
}

const attempts = 3;

/** Where the consumer stands in its source's feed. */
export async function consumerOffset(consumer: Consumer): Promise<number> {
  const { consumers } = logOf(consumer.context);
  const db = await database(consumer.context);
  const [row] = await db.read((tx) => tx.select().from(consumers).where(eq(consumers.name, consumer.name)));
  return row?.feedOffset ?? 0;
}

/** Handles one event exactly once: the inbox row, the effect and the new offset commit together. */
export async function consume(consumer: Consumer, event: FeedEvent): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await consumeOnce(consumer, event);
    } catch (error) {
      logger.warn({ consumer: consumer.name, eventId: event.id, attempt, err: error }, "consumer failed");
      if (attempt === attempts) return await bury(consumer, event, error);
    }
  }
}

async function consumeOnce(consumer: Consumer, event: FeedEvent): Promise<void> {
  const { inbox } = logOf(consumer.context);
  const db = await database(consumer.context);
  await db.write(async (tx) => {
    const first = await tx
      .insert(inbox)
      .values({ consumer: consumer.name, eventId: event.id })
      .onConflictDoNothing()
      .returning({ eventId: inbox.eventId });
    if (first.length > 0) await consumer.handle(tx, event);
    await moveTo(tx, consumer, event.offset);
  });
}

/** What keeps failing is set aside, where a person can see it, so that the rest goes on. */
async function bury(consumer: Consumer, event: FeedEvent, error: unknown): Promise<void> {
  const { deadLetters } = logOf(consumer.context);
  const db = await database(consumer.context);
  await db.write(async (tx) => {
    await tx
      .insert(deadLetters)
      .values({
        consumer: consumer.name,
        eventId: event.id,
        streamId: event.streamId,
        event,
        error: error instanceof Error ? error.message : String(error),
        attempts,
      })
      .onConflictDoNothing();
    await moveTo(tx, consumer, event.offset);
  });
}

async function moveTo(tx: Tx, consumer: Consumer, offset: number): Promise<void> {
  const { consumers } = logOf(consumer.context);
  const moved = await tx
    .update(consumers)
    .set({ feedOffset: offset })
    .where(and(eq(consumers.name, consumer.name)))
    .returning({ name: consumers.name });
  if (moved.length === 0) await tx.insert(consumers).values({ name: consumer.name, feedOffset: offset });
}
