import type { ContextName } from "@/server/kernel/context-name";
import type { CallContext, Caller, VerbContext } from "@/server/platform/call";
import type { Contexts } from "@/server/routers/contexts";
import type { CallKey } from "./commands";
import type { Network } from "./network";
import { thisProcess } from "./world";

/** A verb of a simulated context: what it is asked, and under which key. */
export type ModelVerb = (
  input: Readonly<Record<string, unknown>>,
  key: CallKey | undefined,
  ctx: VerbContext,
) => Promise<unknown>;

export type Verbs = Readonly<Record<string, ModelVerb>>;

/** The front doors of the simulated contexts, with the network between those that are not in the same process. */
export class Doors {
  constructor(
    readonly network: Network,
    readonly verbs: Readonly<Record<ContextName, Verbs>>,
  ) {}

  /** What a verb's handler gets, as callContext() and inName() in server/platform make it. */
  context(caller: Caller): CallContext {
    return {
      ...caller,
      now: () => this.network.world.date(),
      contexts: this.contextsFor(caller),
      connect: (other) => this.contextsFor(other),
    };
  }

  contextsFor(caller: Caller): Contexts {
    // The sagas call the few verbs that the model has; it stands in for tRPC's clients of the whole routers.
    return this.#at([], caller) as unknown as Contexts;
  }

  #at(path: readonly string[], caller: Caller): unknown {
    return new Proxy(() => {}, {
      get: (_, name) => this.#at([...path, String(name)], caller),
      apply: (_, __, [input]) => this.#call(path, input as Record<string, unknown>, caller),
    });
  }

  #call([context, ...rest]: readonly string[], input: Record<string, unknown>, caller: Caller) {
    const name = rest.slice(0, -1).join(".");
    const verb = this.verbs[context as ContextName][name];
    if (verb === undefined) throw new Error(`the model has no ${context}.${name}`);
    const { idempotencyKey } = caller;
    const key = idempotencyKey === undefined ? undefined : keyOf(name, idempotencyKey, input);
    const to = context as ContextName;
    const inside = { ...this.context(caller), context: to, verb: `${to}.${name}` };
    const work = () => verb(input, key, inside);
    if (thisProcess().serves === to) return work();
    return this.network.call(to, `${to}.${name}`, work);
  }
}

function keyOf(verb: string, key: string, input: object): CallKey {
  return { row: `keys/${verb}/${key}`, request: JSON.stringify(input) };
}
