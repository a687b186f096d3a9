import type { ContextName } from "@/server/kernel/context-name";
import { backoff } from "@/server/platform/backoff";
import { payOwedInvalidations } from "@/server/platform/cache";
import { contextsThatEndAnswers, endCachedAnswers } from "@/server/platform/cache/ended-by";
import { env } from "@/server/platform/env";
import { followFeed } from "@/server/platform/live-feed";
import { logger } from "@/server/platform/logger";

/** Ends kept answers by the events of other processes, which end their own before they confirm. Until aborted. */
async function follow(context: ContextName, aborted: AbortSignal): Promise<void> {
  const mayGoOn = () => payOwedInvalidations().then(() => true);
  for (let failures = 0; !aborted.aborted; ) {
    try {
      for await (const events of followFeed(context, { after: undefined, aborted, mayGoOn })) {
        failures = 0;
        await endCachedAnswers(events.map(({ type }) => type));
      }
    } catch (error) {
      logger.warn({ context, err: error }, "the cache follows no events, trying again");
      await backoff(++failures, 10_000, aborted);
    }
  }
}

/** Answers are kept where their context runs. */
export function startCacheEnds(aborted: AbortSignal): Promise<void>[] {
  const here = contextsThatEndAnswers().filter((context) => env().holds(context));
  return here.map((context) => follow(context, aborted));
}
