import { expect, test } from "vitest";
import { timelineOf } from "./timeline";

const at = (day: number) => `2026-12-0${day}T09:00:00.000Z`;

test("a timeline tells statuses and promises, and nothing that is written beside the order's life", () => {
  const promise = { promisedBy: at(9), reason: "parts_late" };
  expect(
    timelineOf([
      { type: "work_order.booked.v1", data: {}, recordedAt: at(1) },
      { type: "work_order.message_written.v1", data: { messageId: "m" }, recordedAt: at(2) },
      { type: "work_order.received.v1", data: {}, recordedAt: at(3) },
      { type: "work_order.promise_changed.v1", data: promise, recordedAt: at(4) },
    ]),
  ).toEqual([
    { at: at(1), status: "booked" },
    { at: at(3), status: "received" },
    { at: at(4), status: "received", promise },
  ]);
});
