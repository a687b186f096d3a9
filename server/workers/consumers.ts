import { setTimeout as pause } from "node:timers/promises";
import { databases } from "@/db/client";
import { customerConsumers } from "@/server/contexts/customer/projections/consumers";
import { inventoryConsumers } from "@/server/contexts/inventory/projections/consumers";
import { locationConsumers } from "@/server/contexts/location/projections/consumers";
import { paymentConsumers } from "@/server/contexts/payment/projections/consumers";
import { isAway } from "@/server/platform/away";
import { backoff } from "@/server/platform/backoff";
import { type Consumer, consumeAll, consumerOffset, introduce } from "@/server/platform/consumer";
import { namesOfInterest } from "@/server/platform/consumer-interest";
import { env } from "@/server/platform/env";
import { signalWaiter } from "@/server/platform/feed-signal";
import { logger } from "@/server/platform/logger";
import { retryLetters } from "@/server/platform/retry-letters";
import { followKafka } from "@/server/platform/transport/kafka-subscriber";
import { callContext } from "@/server/routers/contexts";

const batch = 200;
/** The embedded database has no other process whose events would come without a signal. */
const idleMillis = { postgres: 1_000, embedded: 10_000 };
/** How long may gather what a consumer does not care for, or what another process numbered, whose own is at it. */
const passMillis = 1_000;
const retriesMillis = 1_000;
const mostPauseMillis = 10_000;

export const consumers: readonly Consumer[] = [
  ...customerConsumers,
  ...inventoryConsumers,
  ...locationConsumers,
  ...paymentConsumers,
];

/** Takes what is new in the consumer's source, up to one batch. Answers with how many events it saw. */
export async function consumeBatch(consumer: Consumer): Promise<number> {
  const offset = await consumerOffset(consumer);
  const ctx = callContext({
    actor: { kind: "service", context: consumer.context, onBehalfOf: { kind: "system" } },
    clientKey: `service:${consumer.context}`,
    correlationId: `consumer-${consumer.name}`,
    locale: "en",
  });
  const { events } = await ctx.contexts[consumer.source].events.after.query({ offset, limit: batch });
  await consumeAll(
    consumer,
    events.map((event) => ({ ...event, data: event.data })),
  );
  return events.length;
}

/**
 * Follows a feed in place until aborted. What the consumer does not care for wakes it only now and then, to move its
 * offset on.
 */
export async function followInPlace(consumer: Consumer, aborted: AbortSignal): Promise<void> {
  const anything = signalWaiter(`numbered:${consumer.source}`);
  const wanted = signalWaiter(
    ...(namesOfInterest(consumer.types)?.map((name) => `numbered:${consumer.source}:${name}` as const) ?? [
      `numbered:${consumer.source}` as const,
    ]),
  );
  const { kind } = await databases();
  let introduced = false;
  for (let failures = 0; !aborted.aborted; ) {
    try {
      if (!introduced) await introduce(consumer);
      introduced = true;
      const seen = await consumeBatch(consumer);
      failures = 0;
      if (seen < batch && (await anything(idleMillis[kind], aborted))) await wanted(passMillis, aborted);
    } catch (error) {
      if (isAway(error))
        logger.warn({ consumer: consumer.name }, "the consumer's source is away, trying again");
      else logger.error({ consumer: consumer.name, err: error }, "consumer waits, trying again");
      await backoff(++failures, mostPauseMillis, aborted);
    }
  }
}

/** Takes up the dead letters that somebody asked to try again, until aborted. */
async function followRetries(consumer: Consumer, aborted: AbortSignal): Promise<void> {
  while (!aborted.aborted) {
    await retryLetters(consumer).catch((error: unknown) =>
      logger.error({ consumer: consumer.name, err: error }, "dead letters wait, trying again"),
    );
    await pause(retriesMillis, undefined, { signal: aborted, ref: false }).catch(() => {});
  }
}

/** The consumers of the contexts that run here, wherever their sources do. */
export function startConsumers(aborted: AbortSignal): Promise<void>[] {
  const { transport, holds } = env();
  const followOne = (consumer: Consumer) =>
    transport.kind === "kafka" ? followKafka(consumer, transport, aborted) : followInPlace(consumer, aborted);
  return consumers
    .filter(({ context }) => holds(context))
    .flatMap((consumer) => [followOne(consumer), followRetries(consumer, aborted)]);
}
