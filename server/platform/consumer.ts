import { and, eq } from "drizzle-orm";
import { database, type Tx } from "@/db/client";
import { logOf } from "@/db/schema/logs";
import type { ContextName } from "@/server/kernel/context-name";
import type { WriteContext } from "./call";
import type { FeedEvent } from "./events";
import { signal } from "./feed-signal";
import { loggedError } from "./log-error";
import { logger } from "./logger";
import { asConsumer } from "./telemetry/consumers";

/** Reacts to a context's events with an effect in its own context, once each, in feed order. */
export interface Consumer {
  name: string;
  context: ContextName;
  source: ContextName;
  /** The events it cares for; the others cost it nothing. Undefined: all of them. */
  types?: readonly string[];
  /** The effect, in the transaction that also remembers the event; `ctx` is for events that follow from it. */
  handle: (tx: Tx, event: FeedEvent, ctx: ConsumerContext) => Promise<void>;
}

/** What `appendEvents` needs inside a consumer. */
export type ConsumerContext = Pick<
  WriteContext,
  "tx" | "context" | "actor" | "correlationId" | "now" | "appended"
>;

const attempts = 3;

/** Where the consumer stands in its source's feed. */
export async function consumerOffset(consumer: Consumer): Promise<number> {
  const { consumers } = logOf(consumer.context);
  const db = await database(consumer.context);
  const [row] = await db.read((tx) => tx.select().from(consumers).where(eq(consumers.name, consumer.name)));
  return row?.feedOffset ?? 0;
}

/** Takes a batch of the feed in its order. What the consumer does not care for moves its offset on, no more. */
export async function consumeAll(consumer: Consumer, events: readonly FeedEvent[]): Promise<void> {
  const wanted = events.filter(({ type }) => consumer.types?.includes(type) ?? true);
  for (const event of wanted) await consume(consumer, event);
  const last = events.at(-1);
  if (last === undefined || last.offset === wanted.at(-1)?.offset) return;
  const db = await database(consumer.context);
  await db.write((tx) => moveTo(tx, consumer, last.offset));
}

/** Handles one event exactly once: the inbox row, the effect and the new offset commit together. */
export function consume(consumer: Consumer, event: FeedEvent): Promise<void> {
  return asConsumer(consumer, event, () => consumeOrBury(consumer, event));
}

async function consumeOrBury(consumer: Consumer, event: FeedEvent): Promise<void> {
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
  const appended = { events: 0 };
  await db.write(async (tx) => {
    const first = await tx
      .insert(inbox)
      .values({ consumer: consumer.name, eventId: event.id })
      .onConflictDoNothing()
      .returning({ eventId: inbox.eventId });
    if (first.length > 0) await consumer.handle(tx, event, contextFor(consumer, tx, event, appended));
    await moveTo(tx, consumer, event.offset);
  });
  if (appended.events > 0) signal(`committed:${consumer.context}`);
}

function contextFor(
  { context }: Consumer,
  tx: Tx,
  { correlationId }: FeedEvent,
  appended: { events: number },
): ConsumerContext {
  return { tx, context, actor: { kind: "system" }, correlationId, now: () => new Date(), appended };
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
        error: loggedError(error).message,
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
    .set({ feedOffset: offset, source: consumer.source })
    .where(and(eq(consumers.name, consumer.name)))
    .returning({ name: consumers.name });
  if (moved.length === 0)
    await tx.insert(consumers).values({ name: consumer.name, feedOffset: offset, source: consumer.source });
}
