import { and, asc, eq, isNotNull, isNull } from "drizzle-orm";
import { database, type Tx } from "@/db/client";
import { logOf } from "@/db/schema/logs";
import { type Consumer, effectOf, holdAndMove, unreadableType } from "./consumer";
import { interestIn } from "./consumer-interest";
import { isPassingFault } from "./database-errors";
import { inWords } from "./dead-letters";
import type { FeedEvent } from "./events";
import { signal } from "./feed-signal";
import { logger } from "./logger";

/** Takes the letters again that somebody asked for, each stream's in order. Answers with how many were handled. */
export async function retryLetters(consumer: Consumer): Promise<number> {
  const { deadLetters: letters } = logOf(consumer.context);
  const db = await database(consumer.context);
  const streams = await db.read((tx) =>
    tx
      .selectDistinct({ streamId: letters.streamId })
      .from(letters)
      .where(and(eq(letters.consumer, consumer.name), isNotNull(letters.retryAt), isNull(letters.droppedAt))),
  );
  let handled = 0;
  for (const { streamId } of streams) handled += await retryStream(consumer, streamId);
  return handled;
}

/** Until none is left or one fails: that one stays at the head of its stream, with its new reason. */
async function retryStream(consumer: Consumer, streamId: string): Promise<number> {
  const db = await database(consumer.context);
  for (let handled = 0; ; handled++) {
    const tried: { event?: FeedEvent } = {};
    const appended = { events: 0 };
    try {
      const more = await db.write(async (tx) => {
        await holdAndMove(tx, consumer, 0);
        const event = await headOf(tx, consumer, streamId);
        if (event === undefined) return false;
        tried.event = event;
        await handleLetter(tx, consumer, event, appended);
        return true;
      });
      if (appended.events > 0) signal(`committed:${consumer.context}`);
      if (!more) return handled;
    } catch (error) {
      if (isPassingFault(error) || tried.event === undefined) throw error;
      await keep(consumer, tried.event, error);
      return handled;
    }
  }
}

async function headOf(tx: Tx, { name, context }: Consumer, streamId: string): Promise<FeedEvent | undefined> {
  const { deadLetters: letters } = logOf(context);
  const [head] = await tx
    .select()
    .from(letters)
    .where(and(eq(letters.consumer, name), eq(letters.streamId, streamId), isNull(letters.droppedAt)))
    .orderBy(asc(letters.feedOffset))
    .limit(1);
  // Written by setAside. A head that nobody asked for came while we were at it, and follows its stream.
  return head?.event as FeedEvent | undefined;
}

/** The effect, the inbox place and the end of the letter commit together. */
async function handleLetter(
  tx: Tx,
  consumer: Consumer,
  event: FeedEvent,
  appended: { events: number },
): Promise<void> {
  const interest = interestIn(consumer.types, event);
  if (typeof interest === "object") throw new Error(interest.unknownVersion);
  if (event.type === unreadableType)
    throw new Error("the message is no event of ours: read it, then drop it");
  const { deadLetters: letters, inbox } = logOf(consumer.context);
  const first = await tx
    .insert(inbox)
    .values({ consumer: consumer.name, eventId: event.id })
    .onConflictDoNothing()
    .returning({ eventId: inbox.eventId });
  if (first.length > 0) await effectOf(consumer, tx, event, appended);
  await tx.delete(letters).where(and(eq(letters.consumer, consumer.name), eq(letters.eventId, event.id)));
}

async function keep({ name, context }: Consumer, event: FeedEvent, error: unknown): Promise<void> {
  const { deadLetters: letters } = logOf(context);
  logger.warn({ consumer: name, eventId: event.id, err: error }, "a dead letter failed again");
  const db = await database(context);
  await db.write(async (tx) => {
    const ofStream = and(eq(letters.consumer, name), eq(letters.streamId, event.streamId));
    await tx.update(letters).set({ retryAt: null }).where(ofStream);
    const [row] = await tx
      .select({ attempts: letters.attempts })
      .from(letters)
      .where(and(ofStream, eq(letters.eventId, event.id)));
    await tx
      .update(letters)
      .set({
        error: inWords(error),
        attempts: (row?.attempts ?? 0) + 1,
        failedAt: new Date(),
        waiting: false,
      })
      .where(and(ofStream, eq(letters.eventId, event.id)));
  });
}
