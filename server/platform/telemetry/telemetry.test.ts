import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createHttpServer } from "@/server/http/create-server";
import { createListener } from "@/server/http/listener";
import { logScope, withRequestScope } from "@/server/platform/correlation";
import { createLogger } from "@/server/platform/logger";
import { keptSpans, traceOf } from "@/test-support/spans";
import {
  about,
  counter,
  currentTraceIds,
  currentTraceParent,
  gauge,
  histogram,
  inSpan,
  prometheusText,
  withTraceParent,
} from ".";
import { metricsDoor } from "./metrics-door";
import { routeClassOf } from "./requests";

const spans = keptSpans();
const traceId = "0af7651916cd43dd8448eb211c80319c";
const sent = `00-${traceId}-b7ad6b7169203331-01`;
const orderId = "0190a0b0-0000-7000-8000-00000000aaaa";

let port = 0;
const server = createHttpServer(
  createListener(
    async (request, response) => {
      const seen = { trace: currentTraceIds()?.traceId, headers: Object.keys(request.headers) };
      response.end(JSON.stringify({ ...seen, scope: logScope() }));
    },
    { hasProxy: false },
  ),
);
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close().closeAllConnections());

test("a browser's own trace is a link of ours: it chooses neither our trace nor what is kept", async () => {
  const headers = { traceparent: sent, tracestate: "theirs=1", baggage: "who=me" };
  const answer = await (await fetch(`http://127.0.0.1:${port}/en/find`, { headers })).json();
  expect(answer.trace).toMatch(/^[0-9a-f]{32}$/);
  expect(answer.trace).not.toBe(traceId);
  expect(answer.headers).not.toEqual(expect.arrayContaining(["traceparent"]));
  await expect.poll(() => spans().find((span) => traceOf(span) === answer.trace)).toBeDefined();
  const span = spans().find((found) => traceOf(found) === answer.trace);
  expect(span?.links.map(({ context }) => context.traceId)).toEqual([traceId]);
});

test.each(["", "garbage", `${sent}-x`, `00-${"0".repeat(32)}-b7ad6b7169203331-01`])(
  "a malformed trace (%s) is as none",
  async (traceparent) => {
    const answer = await fetch(`http://127.0.0.1:${port}/`, { headers: { traceparent } });
    expect((await answer.json()).trace).toMatch(/^[0-9a-f]{32}$/);
  },
);

test("work done later carries on the trace that it was stored with", async () => {
  expect(withTraceParent(sent, () => currentTraceParent())).toBe(sent);
  expect(withTraceParent(null, () => currentTraceParent())).toBeUndefined();
  const inside = await withTraceParent(sent, () => inSpan("later", {}, async () => currentTraceIds()));
  expect(inside?.traceId).toBe(traceId);
});

test("every log line has a correlation id, and inside a span its trace and span", () => {
  const lines: Record<string, unknown>[] = [];
  const log = createLogger("info", { write: (line) => lines.push(JSON.parse(line)) });
  log.info("before any request");
  withRequestScope({ correlationId: "a-request-of-ours" }, () =>
    inSpan("something", {}, () => {
      about({ orderId, name: "Zoë" });
      log.info("inside");
    }),
  );
  expect(lines[0]?.correlationId).toMatch(/^process-/);
  expect(lines[1]).toMatchObject({ correlationId: "a-request-of-ours", orderId });
  expect(lines[1]?.traceId).toMatch(/^[0-9a-f]{32}$/);
  expect(lines[1]?.spanId).toMatch(/^[0-9a-f]{16}$/);
  expect(JSON.stringify(lines)).not.toContain("Zoë");
});

test("a failing piece of work leaves its code on the span and not its words", async () => {
  const failing = inSpan("failing", {}, async () => {
    throw Object.assign(new Error("Key (email)=(zoe@example.test) exists"), { code: "23505" });
  });
  await expect(failing).rejects.toThrow();
  const span = spans().find(({ name }) => name === "failing");
  expect(span).toMatchObject({ attributes: { "error.type": "23505" }, status: { code: 2 } });
  expect(span?.status.message).toBeUndefined();
});

test("an address of somebody's choosing never becomes a label", () => {
  const classes = ["/", "/track/secret", "/api/v1/track/secret", "/api/nothing", "/_next/x.js", "//evil"].map(
    routeClassOf,
  );
  expect(classes).toEqual(["page", "page", "rest", "api", "asset", "page"]);
});

test("the metrics are well-formed Prometheus text", async () => {
  counter("a_total", 'Counts "things"\nof two lines').add({ kind: 'x"y\\z' });
  histogram("b_seconds", "Takes").record(0.02, { verb: "v" });
  gauge("c_now", "Now", () => [{ value: 1.5 }]);
  gauge("d_away", "Can't be asked", () => Promise.reject(new Error("away")));
  const text = (await prometheusText()) ?? "";
  const sample =
    /^[a-zA-Z_:][\w:]*(\{([a-zA-Z_]\w*="([^"\\\n]|\\["\\n])*",?)*\})? (-?[\d.]+(e[-+]?\d+)?|[+-]Inf|NaN)$/;
  const wrong = text
    .split("\n")
    .filter((line) => line !== "" && !/^# (HELP|TYPE|UNIT) \S+ /.test(line) && !sample.test(line));
  expect(wrong).toEqual([]);
  expect(text).toContain('a_total{kind="x\\"y\\\\z"} 1');
  expect(text).toContain('b_seconds_bucket{verb="v",le="0.025"} 1');
  expect(text).toContain("c_now 1.5");
  expect(text).not.toContain("d_away 1");
  expect(text).toMatch(/mycomputer_http_request_seconds_count\{class="page",method="GET",status="2xx"\} \d/);
});

test("the metrics are for this machine, or for whoever has the token", async () => {
  const ask = async (headers: Record<string, string>) => (await metricsDoor(new Headers(headers))).status;
  expect(await ask({ "x-forwarded-for": "127.0.0.1" })).toBe(200);
  expect(await ask({ "x-forwarded-for": "203.0.113.9" })).toBe(404);
  expect(await ask({ "x-forwarded-for": "203.0.113.9, 127.0.0.1" })).toBe(404);
  expect(await ask({})).toBe(404);
  withEnvironment({ METRICS_TOKEN: "a-token-for-the-scraper" });
  expect(await ask({ "x-forwarded-for": "127.0.0.1" })).toBe(404);
  expect(await ask({ authorization: "Bearer a-token-for-the-scraper" })).toBe(200);
  expect(await ask({ authorization: "Bearer another" })).toBe(404);
  withEnvironment({ METRICS_TOKEN: undefined, TRUSTED_PROXY_HOPS: "1" });
  expect(await ask({ "x-forwarded-for": "127.0.0.1" })).toBe(404);
});

/** server/platform/env.ts reads once: it is told to read again. */
function withEnvironment(values: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(values)) vi.stubEnv(name, value);
  (globalThis as { mycomputerEnvironment?: unknown }).mycomputerEnvironment = undefined;
}
afterAll(() => vi.unstubAllEnvs());
