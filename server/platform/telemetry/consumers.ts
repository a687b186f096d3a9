import { SpanKind } from "@opentelemetry/api";
import { withRequestScope } from "@/server/platform/correlation";
import { attributesOf, idsIn } from "./business";
import { histogram } from "./instruments";
import { inSpan, withTraceParent } from "./trace";

interface SeenEvent {
  id: string;
  streamId: string;
  type: string;
  data: unknown;
  correlationId: string;
  traceParent: string | null;
  recordedAt: string;
}

const duration = histogram("mycomputer_consumer_seconds", "How long a consumer takes for an event");
const delay = histogram("mycomputer_event_effect_delay_seconds", "From an event's commit to its effect");

/** Handles an event in the trace and under the correlation id of whoever caused it. */
export function asConsumer<T>(
  consumer: { name: string; context: string; source: string },
  event: SeenEvent,
  work: () => Promise<T>,
): Promise<T> {
  const ids = idsIn(event.data, event.streamId);
  const attributes = {
    "mc.consumer": consumer.name,
    "mc.event_id": event.id,
    "mc.event_type": event.type,
    "mc.correlation_id": event.correlationId,
    "messaging.operation.name": "process",
    "messaging.destination.name": consumer.source,
    ...attributesOf(ids),
  };
  const labels = { consumer: consumer.name };
  const started = performance.now();
  const scope = { correlationId: event.correlationId, causationId: event.id, ids };
  return withTraceParent(event.traceParent, () =>
    withRequestScope(scope, () =>
      inSpan(`consume ${consumer.name}`, attributes, work, { kind: SpanKind.CONSUMER }).finally(() => {
        duration.record((performance.now() - started) / 1000, labels);
        delay.record(Math.max(0, (Date.now() - Date.parse(event.recordedAt)) / 1000), labels);
      }),
    ),
  );
}
