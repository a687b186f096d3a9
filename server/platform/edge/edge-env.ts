import type { RedisSettings } from "@/server/platform/limiter";

/**
 * The few settings that the edge needs, from the same variables as server/platform/env.ts, which needs Node. Our
 * server puts a demo's own secret and address there before it starts; without a secret the edge can tell nobody's
 * session and leaves the decision to the pages.
 */
export interface EdgeEnvironment {
  authSecret: string | undefined;
  secure: boolean;
  trustedProxyHops: number;
  redis: RedisSettings | undefined;
  mapbox: boolean;
  development: boolean;
}

export function edgeEnv(source: Record<string, string | undefined> = process.env): EdgeEnvironment {
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = source;
  return {
    authSecret: source.AUTH_SECRET || undefined,
    secure: (source.PUBLIC_URL ?? "").startsWith("https:"),
    trustedProxyHops: Number(source.TRUSTED_PROXY_HOPS) || 0,
    redis: url && token ? { url, token } : undefined,
    mapbox: Boolean(source.MAPBOX_TOKEN),
    development: source.NODE_ENV === "development",
  };
}
