import { createHash } from "node:crypto";
import { contextNames } from "@/server/kernel/context-name";
import { env } from "../env";
import { Cache, type CacheOptions } from "./cache";
import type { CacheCount } from "./counts";
import { memoryStore } from "./memory-store";
import { redisStore } from "./redis-store";

const shared = globalThis as { mycomputerCache?: { space: string; cache: Cache } };

/** Answers belong to the databases that they were read from: another set of them is another space. */
function spaceOfThisProcess(): string {
  const { databaseUrl, dataDir, embedded } = env();
  const urls = contextNames.map((name) => databaseUrl(name) ?? "elsewhere");
  const places = embedded ? [dataDir] : urls;
  return createHash("sha256").update(places.join("\n")).digest("base64url").slice(0, 16);
}

function theCache(): Cache {
  const space = spaceOfThisProcess();
  if (shared.mycomputerCache?.space !== space) {
    const { redis } = env();
    const store = redis === undefined ? memoryStore() : redisStore(redis, space);
    shared.mycomputerCache = { space, cache: new Cache(store) };
  }
  return shared.mycomputerCache.cache;
}

/** What `load` answers, kept for a while: in Redis where there is one, else in this process. */
export function cached<T>(key: string, options: CacheOptions, load: () => Promise<T>): Promise<T> {
  return theCache().get(key, options, load);
}

export function invalidate(tags: readonly string[]): Promise<void> {
  return tags.length === 0 ? Promise.resolve() : theCache().invalidate(tags);
}

export function payOwedInvalidations(): Promise<void> {
  return theCache().payOwed();
}

/** How the askers of each kept answer were served by this process, for metrics and the operations page. */
export function cacheCounts(): CacheCount[] {
  return theCache().counts.list();
}
