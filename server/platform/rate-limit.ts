import { DomainError } from "@/server/kernel/errors";
import { env } from "./env";
import { createLimiter, type Limiter } from "./limiter";
import type { LimitName } from "./limits";

const shared = globalThis as { mycomputerLimiters?: Map<LimitName, Limiter> };

function limiterOf(name: LimitName): Limiter {
  shared.mycomputerLimiters ??= new Map();
  let limiter = shared.mycomputerLimiters.get(name);
  if (limiter === undefined) {
    limiter = createLimiter("verb", name, env().redis);
    shared.mycomputerLimiters.set(name, limiter);
  }
  return limiter;
}

/** Takes one call from the client's allowance; throws `rate_limited` with the seconds to wait. */
export async function takeFromLimit(name: LimitName, clientKey: string): Promise<void> {
  const { allowed, retryAfterSeconds } = await limiterOf(name).take(clientKey);
  if (!allowed) throw new DomainError("rate_limited", { retryAfterSeconds });
}

/** Gives a call back that turned out not to count, such as a sign-in with the right password. */
export async function returnToLimit(name: LimitName, clientKey: string): Promise<void> {
  await limiterOf(name).giveBack(clientKey);
}
