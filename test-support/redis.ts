import { existsSync, readFileSync } from "node:fs";

type RedisForTests = { redisUrl: string; restUrl: string; restToken: string };

/** The Redis and the gateway that `npm run services` started. */
export function redisForTests(): RedisForTests {
  const file = ".local/env.json";
  if (!existsSync(file)) throw new Error("Redis is not running: start it with `npm run services`.");
  const env = JSON.parse(readFileSync(file, "utf8")) as { one: Record<string, string>; redisUrl: string };
  return {
    redisUrl: env.redisUrl,
    restUrl: env.one.UPSTASH_REDIS_REST_URL ?? "",
    restToken: env.one.UPSTASH_REDIS_REST_TOKEN ?? "",
  };
}
