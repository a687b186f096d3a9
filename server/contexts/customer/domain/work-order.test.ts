import { describe, expect, test } from "vitest";
import type { WorkOrderBooked, WorkOrderEvent } from "../contract/work-order-events";
import type { SentEstimate } from "./estimate";
import { moveNames, moves, workOrderStatuses } from "./transitions";
import { decide, evolve, noWorkOrder, type WorkOrder } from "./work-order";

const booked: WorkOrderBooked = {
  reference: "MC-7F3K-Q2",
  customerId: "0190a0b0-0000-7000-8000-000000000001",
  deviceModelId: "apple-macbook-air-m2-2022",
  faultId: "laptop-screen-broken",
  serviceCenterId: "be-gent-korenmarkt",
  method: "drop_off",
  slotStart: "2026-12-01T09:00:00Z",
  slotEnd: "2026-12-01T10:00:00Z",
  promisedBy: "2026-12-04T16:00:00Z",
};

const openEstimate: SentEstimate = {
  version: 1,
  currency: "EUR",
  vatRate: "0.21",
  lines: [{ id: "a", kind: "labour", quantity: 1, unitMinor: 100 }],
  totalMinor: 100,
  validUntil: "2027-01-01T00:00:00Z",
  answer: null,
};
const acceptedEstimate: SentEstimate = {
  ...openEstimate,
  answer: { version: 1, way: "phone", accepted: ["a"], declined: [], acceptedMinor: 100 },
};

function given(...events: WorkOrderEvent[]): WorkOrder {
  return events.reduce(evolve, noWorkOrder);
}

const isBooked: WorkOrderEvent = { type: "work_order.booked.v1", data: booked };
const isReceived: WorkOrderEvent = {
  type: "work_order.received.v1",
  data: { accessories: ["charger"], photos: 2, photosWaivedBy: null },
};

describe("a work order", () => {
  test("is received with two photos", () => {
    const events = decide(
      { kind: "receive", accessories: ["charger"], photos: 2, photosWaivedBy: null },
      given(isBooked),
    );
    expect(events).toEqual([isReceived]);
    expect(given(isBooked, isReceived)).toMatchObject({ status: "received", version: 2, photos: 2 });
  });

  test("is not received without photos unless someone answers for it", () => {
    const intake = { kind: "receive", accessories: [], photos: 1 } as const;
    expect(() => decide({ ...intake, accessories: [], photosWaivedBy: null }, given(isBooked))).toThrow(
      "condition_photos_missing",
    );
    expect(decide({ ...intake, accessories: [], photosWaivedBy: "staff:1" }, given(isBooked))).toHaveLength(
      1,
    );
  });

  test("can't be booked twice", () => {
    expect(() => decide({ kind: "book", order: booked }, given(isBooked))).toThrow("conflict");
  });

  test("says which moves are open when one is not", () => {
    try {
      decide({ kind: "move", move: "hand_over" }, given(isBooked));
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({
        code: "transition_not_allowed",
        details: { from: "booked", allowed: ["receive", "cancel"] },
      });
    }
  });

  test("comes at another time only before it has come", () => {
    const time = {
      slotStart: "2026-12-02T09:00:00Z",
      slotEnd: "2026-12-02T10:00:00Z",
      promisedBy: "2026-12-05T16:00:00Z",
    };
    const events = decide({ kind: "reschedule", ...time }, given(isBooked));
    expect(events).toEqual([{ type: "work_order.rescheduled.v1", data: time }]);
    expect(given(isBooked, ...events)).toMatchObject({ status: "booked", version: 2, ...time });
    expect(decide({ kind: "reschedule", ...time }, given(isBooked, ...events))).toEqual([]);
    expect(() => decide({ kind: "reschedule", ...time }, given(isBooked, isReceived))).toThrow(
      "transition_not_allowed",
    );
  });

  test("moves exactly as the table says, from every status", () => {
    for (const status of workOrderStatuses) {
      for (const move of moveNames) {
        if (move === "receive" || move === "cancel" || move === "decline") continue;
        const estimate = move === "approve" ? acceptedEstimate : openEstimate;
        const order: WorkOrder = { ...booked, status, version: 3, photos: 2, estimate };
        const allowed = (moves[move].from as readonly string[]).includes(status);
        if (!allowed) {
          expect(() => decide({ kind: "move", move }, order)).toThrow("transition_not_allowed");
        } else {
          const after = decide({ kind: "move", move }, order).reduce(evolve, order);
          expect(after.status).toBe(moves[move].to);
        }
      }
    }
  });
});
