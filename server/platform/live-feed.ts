import type { ContextName } from "@/server/kernel/context-name";
import type { FeedEvent } from "./events";
import { joinFeedHub } from "./feed-hub";

interface FollowOptions {
  /** The last event already seen; undefined starts at the feed's end. */
  after: number | undefined;
  aborted: AbortSignal | undefined;
  /** Asked before every wait and every batch, at least every 400 ms; false ends the stream. */
  mayGoOn: () => Promise<boolean>;
}

/**
 * A context's events as they are committed, in batches and in order, until aborted or no longer allowed. All who
 * follow share one reader; each goes on from its own offset at its own speed. Batches are shared: change nothing.
 */
export async function* followFeed(
  context: ContextName,
  { after, aborted, mayGoOn }: FollowOptions,
): AsyncGenerator<readonly FeedEvent[]> {
  const hub = await joinFeedHub(context);
  try {
    let offset = await hub.startAt(after);
    while (aborted?.aborted !== true && (await mayGoOn())) {
      const pulse = hub.pulse();
      const events = await hub.after(offset);
      const last = events.at(-1);
      if (last === undefined) {
        await pulse;
      } else {
        offset = last.offset;
        yield events;
      }
    }
  } finally {
    hub.leave();
  }
}
