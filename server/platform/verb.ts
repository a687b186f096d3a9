import { database, type Tx, transactionInProgress } from "@/db/client";
import { readMayLag } from "@/db/replica";
import { personBehind } from "@/server/kernel/actor";
import type { ContextName } from "@/server/kernel/context-name";
import { DomainError } from "@/server/kernel/errors";
import { endCachedAnswers } from "./cache/ended-by";
import type { Call, CallContext, ReadContext, VerbContext, WriteContext } from "./call";
import { signal } from "./feed-signal";
import {
  type CommandKey,
  claimKey,
  commandKey,
  finalRefusal,
  keepRefusal,
  replay,
  storeAnswer,
} from "./idempotency";
import type { Policy } from "./policy";
import { takeFromLimit } from "./rate-limit";
import { about } from "./telemetry";
import { asVerb } from "./telemetry/verbs";
import { t, toTrpcError, type VerbMeta } from "./trpc";

/** The call as seen inside the verb: what it asks of other contexts, it asks in its own context's name. */
function inName(ctx: CallContext, context: ContextName, path: string): VerbContext {
  const onBehalfOf = personBehind(ctx.actor);
  const contexts = ctx.connect({
    ...ctx,
    actor: { kind: "service", context, onBehalfOf },
    idempotencyKey: undefined,
  });
  return { ...ctx, context, contexts, verb: verbName(context, path) };
}

function verbName(context: ContextName, path: string): string {
  return path.startsWith(`${context}.`) ? path : `${context}.${path}`;
}

/**
 * Begins a verb of a context: who may call it (there is no default but to say so), its limit, its telemetry and
 * its errors. Follow with `.input()`, `.output()` and `.query(reading(…))` or `.mutation(writing(…))`.
 */
export function verb(context: ContextName, policy: Policy, meta: VerbMeta = {}) {
  const measured = t.procedure
    .meta(meta)
    .use(({ ctx, path, next }) => asVerb(verbName(context, path), ctx, next));
  return measured.use(async ({ ctx, path, next }) => {
    if (transactionInProgress() !== undefined) {
      throw toTrpcError(new Error(`${context}.${path} was called inside a transaction`));
    }
    const inside = inName(ctx, context, path);
    try {
      policy(ctx.actor);
      if (meta.limit !== undefined && ctx.actor.kind !== "service" && ctx.actor.kind !== "system") {
        await takeFromLimit(meta.limit, ctx.clientKey);
      }
      if (meta.rest?.idempotent && ctx.idempotencyKey === undefined) {
        throw new DomainError("idempotency_key_required");
      }
    } catch (error) {
      throw toTrpcError(error);
    }
    const result = await next({ ctx: inside });
    // A handler's refusal reaches here wrapped as INTERNAL_SERVER_ERROR; give it its own status.
    if (!result.ok) throw toTrpcError(result.error);
    return result;
  });
}

/**
 * Runs a query on the context's database, in the context's role. One that `mayLag` is answered by the replica, where
 * there is one, to people and guests: other contexts decide by what they are told, so they are told what holds.
 */
export function reading<Input, Output>(
  handler: (call: Call<ReadContext, Input>) => Promise<Output>,
  { mayLag = false } = {},
) {
  return async ({ ctx, input }: { ctx: VerbContext; input: Input }): Promise<Output> => {
    about(input);
    const work = (tx: Tx) => handler({ ctx: { ...ctx, tx }, input });
    if (mayLag && !isForDecision(ctx.actor)) return readMayLag(ctx.context, work);
    const db = await database(ctx.context);
    return db.read(work);
  };
}

/** Whether the asker is a part of the system: what it is told may become a decision. */
export function isForDecision({ kind }: VerbContext["actor"]): boolean {
  return kind === "service" || kind === "system";
}

/**
 * Runs a command in one transaction with its events and its idempotency key; a refusal rolls all of it back. A
 * `repeatable` one has one effect and one answer by nature, however often it runs, so no key is kept for it.
 */
export function writing<Input, Output>(
  handler: (call: Call<WriteContext, Input>) => Promise<Output>,
  { repeatable = false } = {},
) {
  return async ({ ctx, input }: { ctx: VerbContext; input: Input }): Promise<Output> => {
    about(input);
    const key = repeatable ? undefined : commandKey(ctx, input);
    try {
      return await inTransaction(ctx, async (inside) => {
        if (key === undefined) return handler({ ctx: inside, input });
        const before = await claimKey(inside.tx, key, ctx.now());
        // The stored value is what this handler answered for the same request.
        if (before !== undefined) return replay(before) as Output;
        const value = await handler({ ctx: inside, input });
        await storeAnswer(inside.tx, key, { ok: true, value });
        return value;
      });
    } catch (error) {
      if (key !== undefined) await keepFinalRefusal(ctx, key, error);
      throw error;
    }
  };
}

/** `writing` for a repeatable command that is one statement and says no event: it needs no transaction around it. */
export function writingAtOnce<Input, Output>(handler: (call: Call<ReadContext, Input>) => Promise<Output>) {
  return async ({ ctx, input }: { ctx: VerbContext; input: Input }): Promise<Output> => {
    about(input);
    const db = await database(ctx.context);
    return db.statement((tx) => handler({ ctx: { ...ctx, tx }, input }));
  };
}

/** For commands that call other contexts or run a saga: no transaction is open around them. */
export function running<Input, Output>(handler: (call: Call<VerbContext, Input>) => Promise<Output>) {
  return ({ ctx, input }: { ctx: VerbContext; input: Input }): Promise<Output> => {
    about(input);
    return handler({ ctx, input });
  };
}

/** One transaction of the verb's own context; wakes the relay once events are committed. */
export async function inTransaction<T>(
  ctx: VerbContext,
  work: (inside: WriteContext) => Promise<T>,
): Promise<T> {
  const db = await database(ctx.context);
  const appended: WriteContext["appended"] = { events: 0 };
  const result = await db.write((tx) => work({ ...ctx, tx, appended }));
  // Before the caller learns that it is done: what they read next is never older.
  await endCachedAnswers(appended.types);
  if (appended.events > 0) signal(`committed:${ctx.context}`);
  return result;
}

async function keepFinalRefusal(ctx: VerbContext, key: CommandKey, error: unknown): Promise<void> {
  const refusal = finalRefusal(error);
  if (refusal !== undefined) await inTransaction(ctx, ({ tx }) => keepRefusal(tx, key, refusal, ctx.now()));
}
