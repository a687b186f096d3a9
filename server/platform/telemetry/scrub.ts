import type { Attributes } from "@opentelemetry/api";
import type { ReadableSpan, SpanExporter } from "@opentelemetry/sdk-trace";

/**
 * What may leave on a span. The framework's own spans carry addresses with tracking links in them and errors that
 * quote what somebody typed: nothing goes out but what stands here.
 */
const allowed = new Set([
  "db.namespace",
  "db.operation.name",
  "db.query.text",
  "db.system.name",
  "error.type",
  "http.method",
  "http.request.method",
  "http.response.status_code",
  "http.route",
  "http.status_code",
  "mc.actor",
  "mc.consumer",
  "mc.correlation_id",
  "mc.customer_id",
  "mc.event_id",
  "mc.event_type",
  "mc.order_id",
  "mc.outcome",
  "mc.route_class",
  "mc.saga",
  "mc.saga_id",
  "mc.saga_step",
  "mc.service_center_id",
  "mc.verb",
  "messaging.destination.name",
  "messaging.operation.name",
  "messaging.system",
  "next.route",
  "next.rsc",
  "next.span_type",
  "peer.service",
]);

/** An exporter behind which no personal data, token or address stands on any span. */
export function scrubbed(exporter: SpanExporter): SpanExporter {
  return {
    export: (spans, done) => exporter.export(spans.map(scrub), done),
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}

function scrub(span: ReadableSpan): ReadableSpan {
  const attributes = kept(span.attributes);
  return Object.create(span, {
    name: { value: nameOf(span) },
    attributes: { value: attributes },
    events: { value: [] },
    status: { value: { code: span.status.code } },
    links: { value: span.links.map(({ context }) => ({ context })) },
  });
}

function kept(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => allowed.has(name)));
}

/** The framework names some spans by their address; they are called by their kind and route instead. */
function nameOf({ name, attributes }: ReadableSpan): string {
  const kind = attributes["next.span_type"];
  if (kind === undefined) return name;
  const route = attributes["next.route"];
  return typeof route === "string" ? `${kind} ${route}` : String(kind);
}
