import { expect, test } from "vitest";
import { goldenData } from "@/test-support/golden";
import { type WorkOrderEvent, workOrderEvents } from "../contract/work-order-events";
import { evolve, noWorkOrder, type WorkOrder } from "./work-order";

/** What an order that was just booked has become after each event, forever. */
const becomes = {
  "work_order.booked.v1": { status: "booked", reference: "MC-7F3K-Q2" },
  "work_order.received.v1": { status: "received", photos: 1 },
  "work_order.diagnosis_started.v1": { status: "diagnosing" },
  "work_order.estimate_sent.v1": { status: "booked" },
  "work_order.estimate_answered.v1": { status: "booked" },
  "work_order.approval_requested.v1": { status: "awaiting_approval" },
  "work_order.approved.v1": { status: "approved" },
  "work_order.parts_awaited.v1": { status: "awaiting_parts" },
  "work_order.repair_started.v1": { status: "repairing" },
  "work_order.quality_check_started.v1": { status: "quality_check" },
  "work_order.ready.v1": { status: "ready" },
  "work_order.handed_over.v1": { status: "handed_over" },
  "work_order.closed.v1": { status: "closed" },
  "work_order.cancelled.v1": { status: "cancelled" },
  "work_order.abandoned.v1": { status: "abandoned" },
  "work_order.unrepairable.v1": { status: "unrepairable" },
  "work_order.promise_changed.v1": { status: "booked", promisedBy: "2026-11-16T16:00:00.000Z" },
  "work_order.rescheduled.v1": { status: "booked", slotStart: "2026-11-10T09:00:00.000Z" },
} as const satisfies Record<WorkOrderEvent["type"], Partial<WorkOrder>>;

// Its type and its golden data belong together: docs/events is checked against the contract.
const golden = (type: string) => ({ type, data: goldenData(type) }) as WorkOrderEvent;

test.each(Object.keys(workOrderEvents) as WorkOrderEvent["type"][])(
  "the golden %s is read today as on its first day",
  (type) => {
    const booked = evolve(noWorkOrder, golden("work_order.booked.v1"));
    expect(evolve(booked, golden(type))).toMatchObject(becomes[type]);
  },
);
