import { randomUUID } from "node:crypto";
import { Redis } from "@upstash/redis";
import type { RedisSettings } from "../limiter";
import { type Entry, firstVersion, type Store } from "./store";

const timeoutMillis = 500;

/** Keeps answers in Redis, for every process that names the same space. Throws when Redis is away. */
export function redisStore(settings: RedisSettings, space: string): Store {
  const redis = new Redis({
    ...settings,
    retry: { retries: 0 },
    enableTelemetry: false,
    signal: () => AbortSignal.timeout(timeoutMillis),
  });
  const entryOf = (key: string) => `cache:${space}:${key}`;
  const tagOf = (tag: string) => `tag:${space}:${tag}`;
  return {
    async read(key, tags) {
      const [entry, ...versions] = await redis.mget<[Entry | null, ...(string | number | null)[]]>(
        entryOf(key),
        ...tags.map(tagOf),
      );
      return {
        entry: entry ?? undefined,
        versions: versions.map((version) => String(version ?? firstVersion)),
      };
    },
    async keep(key, entry, millis) {
      await redis.set(entryOf(key), entry, { px: Math.ceil(millis) });
    },
    async lock(key, millis) {
      return (await redis.set(`lock:${entryOf(key)}`, 1, { nx: true, px: millis })) === "OK";
    },
    async release(key) {
      await redis.del(`lock:${entryOf(key)}`);
    },
    async renew(tags) {
      if (tags.length === 0) return;
      await redis.mset(Object.fromEntries(tags.map((tag) => [tagOf(tag), randomUUID()])));
    },
  };
}
