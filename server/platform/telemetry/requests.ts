import type { IncomingMessage, ServerResponse } from "node:http";
import { context, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { currentCorrelationId } from "@/server/platform/correlation";
import { histogram } from "./instruments";
import { linksTo } from "./trace";

const duration = histogram("mycomputer_http_request_seconds", "How long an HTTP request takes, by class");

const classes: readonly [start: string, routeClass: string][] = [
  ["/_next/", "asset"],
  ["/api/trpc", "trpc"],
  ["/api/v1", "rest"],
  ["/api/tiles", "tiles"],
  ["/api/health", "health"],
  ["/api/metrics", "metrics"],
  ["/api/auth", "auth"],
  ["/api/webhooks", "webhook"],
  ["/api/", "api"],
];
const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** What a request is for, out of a closed set: an address of somebody's choosing never becomes a label. */
export function routeClassOf(url: string): string {
  return classes.find(([start]) => url.startsWith(start))?.[1] ?? "page";
}

const sentTraces = new WeakMap<IncomingMessage, unknown>();

/** The trace that a request came with: to be carried on only once its sender has proven to be one of us. */
export function sentTraceOf(request: IncomingMessage): string | undefined {
  const sent = sentTraces.get(request);
  return typeof sent === "string" ? sent : undefined;
}

/** Runs a request as the first span of a new trace, until its answer is out or the peer is gone. */
export function asRequest(
  request: IncomingMessage,
  response: ServerResponse,
  sentTrace: unknown,
  work: () => void,
): void {
  sentTraces.set(request, sentTrace);
  const started = performance.now();
  const routeClass = routeClassOf(request.url ?? "/");
  const method = methods.has(request.method ?? "") ? (request.method ?? "") : "other";
  const span = trace.getTracer("mycomputer").startSpan(`${method} ${routeClass}`, {
    kind: SpanKind.SERVER,
    root: true,
    links: linksTo(sentTrace),
    attributes: {
      "http.request.method": method,
      "mc.route_class": routeClass,
      "mc.correlation_id": currentCorrelationId(),
    },
  });
  response.once("close", () => {
    const status = response.statusCode;
    span.setAttribute("http.response.status_code", status);
    if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
    const isLive = String(response.getHeader("content-type") ?? "").startsWith("text/event-stream");
    duration.record((performance.now() - started) / 1000, {
      class: isLive ? "live" : routeClass,
      method,
      status: `${Math.floor(status / 100)}xx`,
    });
  });
  context.with(trace.setSpan(context.active(), span), work);
}
