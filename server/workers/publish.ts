import type { ContextName } from "@/server/kernel/context-name";
import { backoff } from "@/server/platform/backoff";
import { env } from "@/server/platform/env";
import { signalWaiter } from "@/server/platform/feed-signal";
import { contextsHere } from "@/server/platform/here";
import { logger } from "@/server/platform/logger";
import { wasNotAsked } from "@/server/platform/resilience";
import { openPublisher } from "@/server/platform/transport/open-publisher";
import { endLease, publishLag, publishNext } from "@/server/platform/transport/published";
import type { Publisher } from "@/server/platform/transport/publisher";

const idleMillis = 1_000;
const mostPauseMillis = 5_000;
/** A broker may be away this long before somebody is told, and is told of again. */
const patienceMillis = 5_000;
const repeatMillis = 60_000;

/** Hands a context's feed to the broker until aborted. While the broker is away the feed simply waits. */
export async function publishFeed(
  context: ContextName,
  publisher: Publisher,
  aborted: AbortSignal,
): Promise<void> {
  const wait = signalWaiter(`numbered:${context}`);
  let awaySince: number | undefined;
  let toldAt = Number.NEGATIVE_INFINITY;
  /** What the broker said last, if it was asked. */
  let why: unknown;
  for (let failures = 0; !aborted.aborted; ) {
    const triedAt = performance.now();
    try {
      const sent = await publishNext(context, publisher);
      if (awaySince !== undefined && sent > 0)
        logger.info({ context, awaySeconds: secondsSince(awaySince) }, "events reach the broker again");
      awaySince = undefined;
      failures = 0;
      if (sent === 0) await wait(idleMillis, aborted);
    } catch (error) {
      failures += 1;
      awaySince ??= triedAt;
      if (why === undefined || !wasNotAsked(error)) why = error;
      const now = performance.now();
      if (now - awaySince >= patienceMillis && now - toldAt >= repeatMillis) {
        toldAt = now;
        await tellAway(context, publisher, awaySince, why);
      } else {
        logger.warn({ context, failures, err: error }, "events could not be handed on, trying again");
      }
      await backoff(failures, mostPauseMillis, aborted);
    }
  }
  await endLease(context, publisher.name).catch(() => {});
}

async function tellAway(
  context: ContextName,
  { name }: Publisher,
  since: number,
  error: unknown,
): Promise<void> {
  const lag = await publishLag(context, name).catch(() => undefined);
  logger.error(
    { alarm: "broker_away", context, transport: name, awaySeconds: secondsSince(since), ...lag, err: error },
    "the broker takes no events; they wait in the feed",
  );
}

function secondsSince(then: number): number {
  return Math.round((performance.now() - then) / 1000);
}

/** Publishes every context's feed where a broker is set, each over a connection of its own. */
export function startPublishers(aborted: AbortSignal): Promise<void>[] {
  return contextsHere().flatMap((context) => {
    const publisher = openPublisher(env().transport);
    if (publisher === undefined) return [];
    return [publishFeed(context, publisher, aborted).finally(() => publisher.close())];
  });
}
