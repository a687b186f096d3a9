import { setTimeout as pause } from "node:timers/promises";
import { databases } from "@/db/client";
import type { ContextName } from "@/server/kernel/context-name";
import { eventPartitions } from "@/server/platform/event-partitions";
import { type FeedLag, feedLag, preparedTransactions } from "@/server/platform/feed-lag";
import { contextsHere } from "@/server/platform/here";
import { logger } from "@/server/platform/logger";

/** On the embedded database there is no second connection that could hold anything back. */
const lookMillis = { postgres: 500, embedded: 30_000 };
/** An open transaction may hold events back this long before somebody is told. */
const patienceMillis = 2_000;
const repeatMillis = 30_000;
const partitionsEveryMillis = 60_000;

/** What holds a feed back, and since when, as one process has seen it: no session may look into another's. */
interface Hold {
  horizon: string;
  since: number;
  toldAt: number | undefined;
}

/**
 * Whether the same open transaction has held committed events back for too long. The horizon is the oldest open
 * transaction: as long as it does not move, that one is still there.
 */
function holdAfter(before: Hold | undefined, lag: FeedLag, now: number): Hold | undefined {
  if (lag.heldBack === 0) return undefined;
  if (before === undefined || before.horizon !== lag.horizon)
    return { horizon: lag.horizon, since: now, toldAt: undefined };
  return before;
}

function mustTell(hold: Hold, now: number): boolean {
  if (now - hold.since < patienceMillis) return false;
  return hold.toldAt === undefined || now - hold.toldAt >= repeatMillis;
}

async function watch(context: ContextName, aborted: AbortSignal): Promise<void> {
  const { kind } = await databases();
  let hold: Hold | undefined;
  let partitionsAt = 0;
  while (!aborted.aborted) {
    try {
      const now = performance.now();
      const lag = await feedLag(context);
      hold = holdAfter(hold, lag, now);
      if (hold !== undefined && mustTell(hold, now)) {
        hold.toldAt = now;
        await tellHeldBack(context, lag, now - hold.since);
      }
      if (now >= partitionsAt) {
        await lookAtPartitions(context);
        partitionsAt = now + partitionsEveryMillis;
      }
    } catch (error) {
      logger.warn({ context, err: error }, "the feed could not be watched, trying again");
    }
    await pause(lookMillis[kind], undefined, { signal: aborted, ref: false }).catch(() => {});
  }
}

async function tellHeldBack(context: ContextName, lag: FeedLag, heldMillis: number): Promise<void> {
  const { heldBack, horizon } = lag;
  const prepared = await preparedTransactions(context);
  logger.error(
    { alarm: "feed_held_back", context, heldBack, horizon, heldSeconds: heldMillis / 1000, prepared },
    "an open transaction holds committed events back",
  );
}

export async function lookAtPartitions(context: ContextName): Promise<void> {
  const { months, inDefault } = await eventPartitions(context);
  if (inDefault === 0) return;
  logger.error(
    { alarm: "event_default_partition", context, inDefault, lastMonth: months.at(-1) },
    "events lie in the default partition: their month was not made ahead",
  );
}

/** Looks after the feed of every context here, until aborted. */
export function startFeedWatch(aborted: AbortSignal): Promise<void>[] {
  return contextsHere().map((context) => watch(context, aborted));
}
