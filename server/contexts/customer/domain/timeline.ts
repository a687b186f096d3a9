import type { EstimateAnswered, PromiseReason } from "../contract/work-order-events";
import { moves, type WorkOrderStatus } from "./transitions";

/** An event of an order's stream, as far as a timeline reads it. */
export interface TimelineEvent {
  type: string;
  data: unknown;
  recordedAt: string;
}

export interface TimelineEntry {
  at: string;
  status: WorkOrderStatus;
  /** A new promise, where that is what happened. */
  promise?: { promisedBy: string; reason: PromiseReason | "rescheduled" };
  /** What was answered to an estimate, where that is what happened. */
  answer?: "accepted" | "in_part" | "declined";
}

const statusOf: Readonly<Record<string, WorkOrderStatus>> = {
  "work_order.booked.v1": "booked",
  "work_order.received.v1": "received",
  "work_order.diagnosis_started.v1": "diagnosing",
  "work_order.approval_requested.v1": "awaiting_approval",
  "work_order.approved.v1": "approved",
  "work_order.parts_awaited.v1": "awaiting_parts",
  "work_order.repair_started.v1": "repairing",
  "work_order.quality_check_started.v1": "quality_check",
  "work_order.ready.v1": "ready",
  "work_order.handed_over.v1": "handed_over",
  "work_order.closed.v1": "closed",
  "work_order.cancelled.v1": "cancelled",
  "work_order.abandoned.v1": "abandoned",
  "work_order.unrepairable.v1": "unrepairable",
};

/** What a customer is told of an order's stream: its statuses and its promises, oldest first. */
export function timelineOf(events: readonly TimelineEvent[]): TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  let status: WorkOrderStatus = "booked";
  for (const event of events) {
    const at = event.recordedAt;
    const reached = statusOf[event.type];
    if (reached !== undefined) {
      status = reached;
      entries.push({ at, status });
    } else if (event.type === "work_order.promise_changed.v1") {
      // Written by decide() in this shape.
      const promise = event.data as NonNullable<TimelineEntry["promise"]>;
      entries.push({ at, status, promise });
    } else if (event.type === "work_order.estimate_answered.v1") {
      const answer = answerOf(event.data as EstimateAnswered);
      if (answer === "declined") status = moves.decline.to;
      entries.push({ at, status, answer });
    } else if (event.type === "work_order.rescheduled.v1") {
      const { promisedBy } = event.data as { promisedBy: string };
      entries.push({ at, status, promise: { promisedBy, reason: "rescheduled" } });
    }
  }
  return entries;
}

function answerOf({ accepted, declined }: EstimateAnswered): NonNullable<TimelineEntry["answer"]> {
  if (accepted.length === 0) return "declined";
  return declined.length === 0 ? "accepted" : "in_part";
}
