import { Ratelimit } from "@upstash/ratelimit";
import { Redis } from "@upstash/redis";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { DomainError } from "@/server/kernel/errors";
import { env } from "./env";

/** Calls per window and client. Generous to a person, tight to a script. */
export const limits = {
  lookup: { points: 600, seconds: 60 },
  hold: { points: 120, seconds: 60 },
  book: { points: 60, seconds: 60 },
  write: { points: 240, seconds: 60 },
  signIn: { points: 10, seconds: 900 },
  link: { points: 5, seconds: 900 },
} as const;
export type LimitName = keyof typeof limits;

type Limiter = (key: string) => Promise<{ allowed: boolean; retryAfterSeconds: number }>;

function inProcess(name: LimitName): Limiter {
  const limiter = new RateLimiterMemory({ points: limits[name].points, duration: limits[name].seconds });
  return async (key) => {
    try {
      await limiter.consume(key);
      return { allowed: true, retryAfterSeconds: 0 };
    } catch (rejected) {
      if (rejected instanceof Error) throw rejected;
      const { msBeforeNext } = rejected as { msBeforeNext: number };
      return { allowed: false, retryAfterSeconds: Math.ceil(msBeforeNext / 1000) };
    }
  };
}

function inRedis(name: LimitName, redis: Redis): Limiter {
  const { points, seconds } = limits[name];
  const limiter = new Ratelimit({
    redis,
    prefix: `limit:${name}`,
    limiter: Ratelimit.slidingWindow(points, `${seconds} s`),
    timeout: 500,
  });
  return async (key) => {
    const { success, reset } = await limiter.limit(key);
    return { allowed: success, retryAfterSeconds: Math.max(1, Math.ceil((reset - Date.now()) / 1000)) };
  };
}

const shared = globalThis as { mycomputerLimiters?: Map<LimitName, Limiter> };

function limiterOf(name: LimitName): Limiter {
  shared.mycomputerLimiters ??= new Map();
  let limiter = shared.mycomputerLimiters.get(name);
  if (limiter === undefined) {
    const { redis } = env();
    limiter = redis === undefined ? inProcess(name) : inRedis(name, new Redis(redis));
    shared.mycomputerLimiters.set(name, limiter);
  }
  return limiter;
}

/** Takes one call from the client's allowance; throws `rate_limited` with the seconds to wait. */
export async function takeFromLimit(name: LimitName, clientKey: string): Promise<void> {
  const { allowed, retryAfterSeconds } = await limiterOf(name)(clientKey);
  if (!allowed) throw new DomainError("rate_limited", { retryAfterSeconds });
}
