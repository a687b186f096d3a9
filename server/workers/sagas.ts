import type { Actor } from "@/server/kernel/actor";
import type { VerbContext } from "@/server/platform/call";
import { resumeSagas, type Saga } from "@/server/platform/sagas";
import { callContext } from "@/server/routers/contexts";

/** Every saga that a crash may have left half done. */
const sagas: readonly Saga<object>[] = [];

function contextOf(saga: Saga<object>, actor: Actor, correlationId: string): VerbContext {
  const caller = { actor, clientKey: `saga:${saga.name}`, correlationId, locale: "en" };
  return { ...callContext(caller), context: saga.context, verb: `${saga.context}.saga.${saga.name}` };
}

/** Takes every unfinished saga to its end. */
export function resumeUnfinishedSagas(): Promise<number> {
  return resumeSagas(sagas, contextOf);
}
