import { z } from "zod";
import type { FeedEvent } from "../events";

/** An event on its way over a broker: its key keeps a stream in order, the headers say what it is without opening it. */
export interface EventMessage {
  key: string;
  value: string;
  headers: Record<string, string>;
}

const body = z.object({
  version: z.number().int(),
  data: z.unknown(),
  actor: z.string(),
  recordedAt: z.string(),
});

const headers = z.object({
  "event-id": z.uuid(),
  "event-type": z.string().min(1),
  "feed-offset": z.coerce.number().int().min(1),
  "correlation-id": z.string(),
  "causation-id": z.uuid().optional(),
  traceparent: z.string().optional(),
});

export function encode(event: FeedEvent): EventMessage {
  const { version, data, actor, recordedAt } = event;
  return {
    key: event.streamId,
    value: JSON.stringify({ version, data, actor, recordedAt }),
    headers: {
      "event-id": event.id,
      "event-type": event.type,
      "feed-offset": String(event.offset),
      "correlation-id": event.correlationId,
      ...(event.causationId !== null && { "causation-id": event.causationId }),
      ...(event.traceParent !== null && { traceparent: event.traceParent }),
    },
  };
}

/** The event in a message. Throws when it is none of ours: nothing that came over a wire is taken on trust. */
export function decode(message: { key: string; value: string; headers: Record<string, string> }): FeedEvent {
  const said = headers.parse(message.headers);
  const facts = body.parse(JSON.parse(message.value));
  return {
    id: said["event-id"],
    streamId: message.key,
    type: said["event-type"],
    offset: said["feed-offset"],
    correlationId: said["correlation-id"],
    causationId: said["causation-id"] ?? null,
    traceParent: said.traceparent ?? null,
    ...facts,
  };
}
