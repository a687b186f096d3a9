import { database } from "@/db/client";
import type { ContextName } from "@/server/kernel/context-name";
import { type FeedEvent, feedEnd, readFeed } from "./events";
import { signalWaiter } from "./feed-signal";

const batch = 200;
const tickMillis = 1_000;

interface FollowOptions {
  /** The last event already seen; undefined starts at the feed's end. */
  after: number | undefined;
  aborted: AbortSignal | undefined;
  /** Asked before every wait and every batch, at least once a second; false ends the stream. */
  mayGoOn: () => Promise<boolean>;
}

/** A context's events as they are committed, in batches and in order, until aborted or no longer allowed. */
export async function* followFeed(
  context: ContextName,
  { after, aborted, mayGoOn }: FollowOptions,
): AsyncGenerator<FeedEvent[]> {
  const db = await database(context);
  const wait = signalWaiter(`numbered:${context}`);
  const end = await db.read((tx) => feedEnd(tx, context));
  // An offset from beyond the end was kept by a browser from before a restore.
  let offset = Math.min(after ?? end, end);
  while (aborted?.aborted !== true && (await mayGoOn())) {
    const from = offset;
    const events = await db.read((tx) => readFeed(tx, context, from, batch));
    const last = events.at(-1);
    if (last === undefined) {
      await wait(tickMillis, aborted);
    } else {
      offset = last.offset;
      yield events;
    }
  }
}
