import { createHash } from "node:crypto";
import type { ContextName } from "@/server/kernel/context-name";
import { cached } from "./cache";
import { noteEnds } from "./cache/ended-by";
import type { Call, ReadContext, VerbContext } from "./call";
import { isForDecision, reading } from "./verb";

interface Keeping {
  context: ContextName;
  /** Stands for the query in keys and counts. */
  name: string;
  ttlSeconds: number;
  staleSeconds?: number;
  /** The events after which the answer is another one. */
  endedBy: readonly string[];
  /** The answer speaks the caller's language. */
  byLocale?: true;
}

/**
 * `reading` for public lookups, kept for everyone: the handler sees a guest, whoever asks. Other contexts, who decide
 * by what they are told, are never told what was kept. What no event ends may come from a replica; an answer that was
 * ended must not be loaded again from before its end.
 */
export function cachedReading<Input, Output>(
  keeping: Keeping,
  handler: (call: Call<ReadContext, Input>) => Promise<Output>,
) {
  const { context, name, ttlSeconds, staleSeconds = ttlSeconds, endedBy, byLocale } = keeping;
  noteEnds(context, endedBy);
  const read = reading(handler, { mayLag: endedBy.length === 0 });
  return ({ ctx, input }: { ctx: VerbContext; input: Input }): Promise<Output> => {
    if (isForDecision(ctx.actor)) return read({ ctx, input });
    const question = JSON.stringify([byLocale ? ctx.locale : null, input]);
    const key = `${name}:${createHash("sha256").update(question).digest("base64url")}`;
    const asGuest: VerbContext = { ...ctx, actor: { kind: "guest" } };
    return cached(key, { ttlSeconds, staleSeconds, tags: endedBy }, () => read({ ctx: asGuest, input }));
  };
}
