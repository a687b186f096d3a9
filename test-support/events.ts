import type { FeedEvent } from "@/server/platform/events";

/** A feed event as a transport would give it. */
export function feedEvent(offset: number, changes: Partial<FeedEvent> = {}): FeedEvent {
  return {
    offset,
    id: `0190a0b0-0000-7000-8000-${String(offset).padStart(12, "0")}`,
    streamId: "thing-1",
    version: offset,
    type: "test.happened.v1",
    data: {},
    actor: "system",
    correlationId: "test",
    causationId: null,
    traceParent: null,
    recordedAt: "2026-11-02T08:00:00Z",
    ...changes,
  };
}
