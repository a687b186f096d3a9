import type { Tx } from "@/db/client";
import type { Actor } from "@/server/kernel/actor";
import type { ContextName } from "@/server/kernel/context-name";
import type { Contexts } from "@/server/routers/contexts";

/** What a door knows of a caller before any verb runs. */
export interface Caller {
  actor: Actor;
  /** Stable name of the calling client for limits: its address, or the service. */
  clientKey: string;
  correlationId: string;
  idempotencyKey?: string | undefined;
  locale: string;
  /** When whoever began the call gives up (milliseconds since 1970). Unset: this process is the first. */
  deadline?: number | undefined;
  /** Who this is by now, for what lasts longer than a call: a guest once the session was ended. */
  actorNow?: (() => Promise<Actor>) | undefined;
}

/** A caller with what verbs need from outside: the clock and the other contexts' front doors. */
export interface CallContext extends Caller {
  now: () => Date;
  contexts: Contexts;
  /** The front doors as another caller sees them. */
  connect: (caller: Caller) => Contexts;
}

/** Inside a verb: which one it is, and the other contexts called in this context's name. */
export interface VerbContext extends CallContext {
  context: ContextName;
  verb: string;
}

export interface ReadContext extends VerbContext {
  tx: Tx;
}

/** Inside a command's transaction. */
export interface WriteContext extends ReadContext {
  /** Set by appendEvents: the relay is woken once the transaction has committed. */
  appended: { events: number; types?: Set<string> };
}

export interface Call<Context, Input> {
  ctx: Context;
  input: Input;
}
