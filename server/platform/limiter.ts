import { Ratelimit } from "@upstash/ratelimit";
import { Redis } from "@upstash/redis/cloudflare";
// The package's index loads every store it knows, which the edge can't; this one needs none of them.
import RateLimiterMemory from "rate-limiter-flexible/lib/RateLimiterMemory.js";
import { type LimitName, limits } from "./limits";
import { throughPolicy } from "./resilience";

/** A call counted twice would be one too many. */
const once = { idempotent: false };

export interface Allowance {
  allowed: boolean;
  retryAfterSeconds: number;
}

/** Counts calls by key, in Redis where there is one and in this process otherwise. Runs at the edge too. */
export interface Limiter {
  take(key: string): Promise<Allowance>;
  giveBack(key: string): Promise<void>;
}

export interface RedisSettings {
  url: string;
  token: string;
}

/** `scope` keeps the edge's count apart from the verbs': one call passes both. */
export function createLimiter(scope: "verb" | "edge", name: LimitName, redis?: RedisSettings): Limiter {
  const local = inProcess(name);
  return redis === undefined ? local : withFallback(inRedis(`limit:${scope}:${name}`, name, redis), local);
}

function inProcess(name: LimitName): Limiter {
  const limiter = new RateLimiterMemory({ points: limits[name].points, duration: limits[name].seconds });
  return {
    async take(key) {
      try {
        await limiter.consume(key);
        return { allowed: true, retryAfterSeconds: 0 };
      } catch (rejected) {
        if (rejected instanceof Error) throw rejected;
        const { msBeforeNext } = rejected as { msBeforeNext: number };
        return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)) };
      }
    },
    giveBack: async (key) => void (await limiter.reward(key)),
  };
}

function inRedis(prefix: string, name: LimitName, settings: RedisSettings): Limiter {
  const { points, seconds } = limits[name];
  const limiter = new Ratelimit({
    redis: new Redis({ ...settings, retry: { retries: 0 } }),
    prefix,
    limiter: Ratelimit.slidingWindow(points, `${seconds} s`),
    timeout: 500,
  });
  return {
    async take(key) {
      const { success, reset } = await throughPolicy("redis", once, () => limiter.limit(key));
      return { allowed: success, retryAfterSeconds: Math.max(1, Math.ceil((reset - Date.now()) / 1000)) };
    },
    giveBack: async (key) =>
      void (await throughPolicy("redis", once, () => limiter.limit(key, { rate: -1 }))),
  };
}

/** With Redis away each process counts for itself: less exact, but neither shut nor open to everything. */
function withFallback(first: Limiter, second: Limiter): Limiter {
  return {
    take: (key) => first.take(key).catch(() => second.take(key)),
    giveBack: (key) => first.giveBack(key).catch(() => second.giveBack(key)),
  };
}
