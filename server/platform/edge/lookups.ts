import { clientKeyOf } from "@/server/platform/auth/client-key";
import { createLimiter, type Limiter } from "@/server/platform/limiter";
import { type EdgeEnvironment, edgeEnv } from "./edge-env";

const forMinutes = "public, max-age=60, s-maxage=300, stale-while-revalidate=600";

/** How caches may keep the answers of the public lookups, and by which tag a shared cache can be told to drop them. */
const rules = {
  places: { control: forMinutes, tag: "places" },
  devices: { control: forMinutes, tag: "catalogue" },
  /** Faults have names in the caller's language. */
  faults: { control: forMinutes, tag: "catalogue", vary: "accept-language, x-locale, cookie" },
  network: {
    control: "public, max-age=30, s-maxage=60, stale-while-revalidate=300",
    tag: "service-centers",
  },
  /** May be kept, never used unasked: an edited area shows on the very next lookup. */
  coverage: { control: "public, no-cache", tag: "coverage" },
} as const satisfies Record<string, { control: string; tag: string; vary?: string }>;
type Rule = keyof typeof rules;

/** The rule for a public lookup; undefined for what is nobody's but the caller's. */
export function cacheRuleOf(pathname: string): Rule | undefined {
  const [, name, id, more] = /^\/api\/v1\/([a-z-]+)(?:\/([^/]+))?(\/.*)?$/.exec(pathname) ?? [];
  if (more !== undefined) return undefined;
  if (name === "service-centers") return "network";
  if (id !== undefined) return undefined;
  return name === "places" || name === "devices" || name === "faults" || name === "coverage"
    ? name
    : undefined;
}

/**
 * Ends a REST answer with how it may be kept. The edge names the rule in a request header, because it can't see how
 * the call ends and what it sets on an answer would stand over a refusal too: only a good answer is kept.
 */
export function withCacheControl(response: Response, ruleNamed: string | null): Response {
  const { headers } = response;
  if (headers.has("cache-control")) return response;
  if (!response.ok || ruleNamed === null || !Object.hasOwn(rules, ruleNamed)) {
    headers.set("cache-control", "private, no-store");
    return response;
  }
  const { control, tag, vary }: { control: string; tag: string; vary?: string } = rules[ruleNamed as Rule];
  headers.set("cache-control", control);
  headers.set("cache-tag", tag);
  if (vary !== undefined) headers.append("vary", vary);
  return response;
}

let limiter: Limiter | undefined;

/** The refusal of a lookup beyond the client's allowance, or undefined. */
export async function refuseTooManyLookups(
  headers: Pick<Headers, "get">,
  environment: EdgeEnvironment = edgeEnv(),
): Promise<Response | undefined> {
  limiter ??= createLimiter("edge", "lookup", environment.redis);
  const clientKey = clientKeyOf(headers.get("x-forwarded-for"), environment.trustedProxyHops);
  const { allowed, retryAfterSeconds } = await limiter.take(clientKey);
  return allowed
    ? undefined
    : tooManyRequests(retryAfterSeconds, headers.get("x-correlation-id") ?? undefined);
}

/** RFC 9457, as the REST door would say it; the edge has no translations. */
function tooManyRequests(retryAfterSeconds: number, correlationId: string | undefined): Response {
  const problem = {
    type: "/problems/rate_limited",
    title: "Too many requests: wait, then try again.",
    status: 429,
    code: "rate_limited",
    correlationId,
    retryAfterSeconds,
  };
  return new Response(JSON.stringify(problem), {
    status: 429,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      "retry-after": String(retryAfterSeconds),
    },
  });
}
