import { createHash, timingSafeEqual } from "node:crypto";
import { env } from "@/server/platform/env";
import { prometheusText } from "./start";

const loopback = new Set(["127.0.0.1", "::1"]);

/**
 * `GET /api/metrics`. With METRICS_TOKEN set, for whoever carries it; without, for this machine alone, and for
 * nobody where a proxy stands in front, because then everybody comes from this machine.
 */
export async function metricsDoor(headers: Pick<Headers, "get">): Promise<Response> {
  if (!mayRead(headers)) return new Response(null, { status: 404, headers: { "cache-control": "no-store" } });
  const text = await prometheusText();
  if (text === undefined)
    return new Response(null, { status: 503, headers: { "cache-control": "no-store" } });
  return new Response(text, {
    headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8", "cache-control": "no-store" },
  });
}

function mayRead(headers: Pick<Headers, "get">): boolean {
  const { telemetry, trustedProxyHops } = env();
  const { metricsToken } = telemetry;
  if (metricsToken !== undefined) return same(headers.get("authorization") ?? "", `Bearer ${metricsToken}`);
  // Our HTTP server puts the peer at the end; anything before it came through something else.
  return trustedProxyHops === 0 && loopback.has(headers.get("x-forwarded-for") ?? "");
}

function same(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
