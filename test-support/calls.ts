import { type Actor, type Grant, personBehind } from "@/server/kernel/actor";
import type { ContextName } from "@/server/kernel/context-name";
import type { CallContext, Caller, VerbContext } from "@/server/platform/call";
import { callContext } from "@/server/routers/contexts";

let calls = 0;

/** A call as a door would make it, by a guest unless told otherwise. */
export function callBy(actor: Actor = { kind: "guest" }, changes: Partial<Caller> = {}): CallContext {
  calls += 1;
  return callContext({
    actor,
    clientKey: `test-client-${calls}`,
    correlationId: `test-correlation-${calls}`,
    locale: "en",
    ...changes,
  });
}

export function staff(...grants: Grant[]): Actor {
  return { kind: "staff", identityId: "0190a0b0-0000-7000-8000-00000000aaaa", name: "Ana", grants };
}

/** A call as it stands inside a verb of a context: what it asks of others, it asks in the context's name. */
export function insideVerb(context: ContextName, verb: string, changes: Partial<Caller> = {}): VerbContext {
  const call = callBy(undefined, changes);
  const actor: Actor = { kind: "service", context, onBehalfOf: personBehind(call.actor) };
  const contexts = call.connect({ ...call, actor, idempotencyKey: undefined });
  return { ...call, contexts, context, verb: `${context}.${verb}` };
}
