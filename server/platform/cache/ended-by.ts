import type { ContextName } from "@/server/kernel/context-name";
import { invalidate } from ".";

const shared = globalThis as { mycomputerCacheEnds?: Map<ContextName, Set<string>> };
shared.mycomputerCacheEnds ??= new Map();
const ends = shared.mycomputerCacheEnds;

/** Notes that some kept answers of a context end with these events. The events' types are the answers' tags. */
export function noteEnds(context: ContextName, types: readonly string[]): void {
  ends.set(context, new Set([...(ends.get(context) ?? []), ...types]));
}

/** The contexts whose events end kept answers. */
export function contextsThatEndAnswers(): ContextName[] {
  return [...ends].filter(([, types]) => types.size > 0).map(([context]) => context);
}

/** Ends the kept answers that these events make old. */
export async function endCachedAnswers(types: Iterable<string> = []): Promise<void> {
  const known = [...ends.values()];
  await invalidate([...types].filter((type) => known.some((some) => some.has(type))));
}
