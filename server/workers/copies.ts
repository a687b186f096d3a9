import { setTimeout as pause } from "node:timers/promises";
import { customerCopies } from "@/server/contexts/customer/projections/consumers";
import type { ContextName } from "@/server/kernel/context-name";
import { isAway } from "@/server/platform/away";
import { env } from "@/server/platform/env";
import { logger } from "@/server/platform/logger";
import { type ReadCopy, takeCopy } from "@/server/platform/projections/copy";
import { type Contexts, callContext } from "@/server/routers/contexts";

const everyMillis = 30_000;

export const copies: readonly ReadCopy[] = customerCopies;

/** The other contexts, as a context's own worker calls them. */
export function contextsOf(context: ContextName, why: string): Contexts {
  return callContext({
    actor: { kind: "service", context, onBehalfOf: { kind: "system" } },
    clientKey: `service:${context}`,
    correlationId: why,
    locale: "en",
  }).contexts;
}

/** Asks for one copy's facts again. A source that is away leaves the copy as it is; its age says so. */
export async function refresh(copy: ReadCopy): Promise<void> {
  try {
    await takeCopy(copy, contextsOf(copy.context, `copy-${copy.name}`), new Date());
  } catch (error) {
    if (isAway(error)) logger.warn({ copy: copy.name }, "the copy's source is away");
    else logger.error({ copy: copy.name, err: error }, "the copy could not be taken");
  }
}

/** Keeps the copies fresh until aborted. */
export function startCopies(aborted: AbortSignal): Promise<void>[] {
  return copies
    .filter(({ context }) => env().holds(context))
    .map(async (copy) => {
      while (!aborted.aborted) {
        await refresh(copy);
        await pause(everyMillis, undefined, { signal: aborted }).catch(() => undefined);
      }
    });
}
