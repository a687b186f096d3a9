import { createHash } from "node:crypto";
import type { ContextName } from "@/server/kernel/context-name";
import { cached } from "./cache";
import { noteEnds } from "./cache/ended-by";
import type { Call, ReadContext, VerbContext } from "./call";
import { reading } from "./verb";

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
 * `reading` for public lookups, kept for everyone: the handler sees a guest, whoever asks. Never for what a decision
 * rests on.
 */
export function cachedReading<Input, Output>(
  keeping: Keeping,
  handler: (call: Call<ReadContext, Input>) => Promise<Output>,
) {
  const { context, name, ttlSeconds, staleSeconds = ttlSeconds, endedBy, byLocale } = keeping;
  noteEnds(context, endedBy);
  const read = reading(handler);
  return ({ ctx, input }: { ctx: VerbContext; input: Input }): Promise<Output> => {
    const question = JSON.stringify([byLocale ? ctx.locale : null, input]);
    const key = `${name}:${createHash("sha256").update(question).digest("base64url")}`;
    const asGuest: VerbContext = { ...ctx, actor: { kind: "guest" } };
    return cached(key, { ttlSeconds, staleSeconds, tags: endedBy }, () => read({ ctx: asGuest, input }));
  };
}
