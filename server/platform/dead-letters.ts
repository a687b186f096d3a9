import { and, asc, eq, isNotNull, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { logOf } from "@/db/schema/logs";
import type { ContextName } from "@/server/kernel/context-name";
import type { FeedEvent } from "./events";
import { loggedError } from "./log-error";

/** Whose letter: a consumer keeps its letters in its own context. */
export interface LetterOwner {
  name: string;
  context: ContextName;
}

export interface DeadLetter {
  consumer: string;
  event: FeedEvent;
  error: string;
  attempts: number;
  /** Did not fail itself: an earlier event of its stream did, and it keeps its place behind that one. */
  waiting: boolean;
  failedAt: Date;
  /** Somebody asked for another try, and the worker has not come to it yet. */
  retryAsked: boolean;
  dropped: { at: Date; by: string; reason: string } | null;
}

/** Sets an event aside, in its stream's order. Its inbox place is given back: it was not handled. */
export async function setAside(
  tx: Tx,
  { name, context }: LetterOwner,
  event: FeedEvent,
  why: { error: string; attempts: number; waiting: boolean },
): Promise<void> {
  const { deadLetters, inbox } = logOf(context);
  const { streamId, offset: feedOffset } = event;
  await tx.delete(inbox).where(and(eq(inbox.consumer, name), eq(inbox.eventId, event.id)));
  await tx
    .insert(deadLetters)
    .values({ consumer: name, eventId: event.id, streamId, feedOffset, event, ...why })
    .onConflictDoNothing();
}

/** The letters of a context, each stream's in its order: the open ones, or those that were dropped. */
export async function deadLetters(
  tx: Tx,
  context: ContextName,
  which: "open" | "dropped",
  most = 500,
): Promise<DeadLetter[]> {
  const { deadLetters: letters } = logOf(context);
  const found = await tx
    .select()
    .from(letters)
    .where(which === "open" ? isNull(letters.droppedAt) : isNotNull(letters.droppedAt))
    .orderBy(asc(letters.consumer), asc(letters.streamId), asc(letters.feedOffset))
    .limit(most);
  return found.map((row) => ({
    consumer: row.consumer,
    event: row.event as FeedEvent, // written by setAside
    error: row.error,
    attempts: row.attempts,
    waiting: row.waiting,
    failedAt: row.failedAt,
    retryAsked: row.retryAt !== null,
    dropped:
      row.droppedAt === null
        ? null
        : { at: row.droppedAt, by: row.droppedBy ?? "", reason: row.dropReason ?? "" },
  }));
}

/** The stream of an open letter; undefined when there is no such letter any more. */
export async function streamOfLetter(
  tx: Tx,
  { name, context }: LetterOwner,
  eventId: string,
): Promise<string | undefined> {
  const { deadLetters: letters } = logOf(context);
  const [found] = await tx
    .select({ streamId: letters.streamId })
    .from(letters)
    .where(and(eq(letters.consumer, name), eq(letters.eventId, eventId), isNull(letters.droppedAt)))
    .for("update");
  return found?.streamId;
}

/** Asks the worker to take a stream's letters again, in their order. */
export async function askForRetry(
  tx: Tx,
  { name, context }: LetterOwner,
  streamId: string,
  at: Date,
): Promise<void> {
  const { deadLetters: letters } = logOf(context);
  await tx
    .update(letters)
    .set({ retryAt: at })
    .where(and(eq(letters.consumer, name), eq(letters.streamId, streamId), isNull(letters.droppedAt)));
}

/** Gives a letter up for good, with who, when and why; its event counts as settled and never comes again. */
export async function dropLetter(
  tx: Tx,
  { name, context }: LetterOwner,
  eventId: string,
  { at, by, reason }: { at: Date; by: string; reason: string },
): Promise<void> {
  const { deadLetters: letters, inbox } = logOf(context);
  await tx
    .update(letters)
    .set({ droppedAt: at, droppedBy: by, dropReason: reason, retryAt: null })
    .where(and(eq(letters.consumer, name), eq(letters.eventId, eventId)));
  await tx.insert(inbox).values({ consumer: name, eventId }).onConflictDoNothing();
}

/** An error in one line that a person can read: what was said first, then what lay behind it. */
export function inWords(error: unknown): string {
  const said: string[] = [];
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { message } = loggedError(cause);
    if (message !== "" && !said.some((one) => one.includes(message))) said.push(message);
  }
  return said.length === 0 ? String(error) : said.join(": ");
}
