import type { Actor } from "@/server/kernel/actor";
import type { VerbContext } from "@/server/platform/call";
import { env } from "@/server/platform/env";
import { logger } from "@/server/platform/logger";
import { resumeSagas, type Saga } from "@/server/platform/sagas";
import { callContext } from "@/server/routers/contexts";
import { bookARepair } from "@/server/sagas/book-a-repair";
import { rescheduleARepair } from "@/server/sagas/reschedule-a-repair";

/** Every saga that a crash may have left half done. */
const sagas: readonly Saga<object>[] = [bookARepair, rescheduleARepair];

function contextOf(saga: Saga<object>, actor: Actor, correlationId: string): VerbContext {
  const caller = { actor, clientKey: `saga:${saga.name}`, correlationId, locale: "en" };
  return { ...callContext(caller), context: saga.context, verb: `${saga.context}.saga.${saga.name}` };
}

/** A step takes seconds at most, so a saga that stood still this long has no process any more. */
const staleMillis = 30_000;
const lookMillis = 10_000;

/** Takes on what a former process left, then keeps looking until aborted. `alone`: no other process can be at it. */
export async function keepSagasMoving(alone: boolean, aborted: AbortSignal): Promise<void> {
  const ours = sagas.filter((saga) => env().holds(saga.context));
  const resumed = await resumeSagas(ours, contextOf, alone ? 0 : staleMillis);
  if (resumed > 0) logger.info({ resumed }, "unfinished sagas resumed");
  const timer = setInterval(
    () =>
      resumeSagas(ours, contextOf, staleMillis).catch((error: unknown) =>
        logger.error({ err: error }, "sagas could not be resumed"),
      ),
    lookMillis,
  );
  timer.unref();
  aborted.addEventListener("abort", () => clearInterval(timer));
}
