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

test("an answer to an estimate is told as it was given; a declined one is back with us", () => {
  const answered = (accepted: string[], declined: string[]) => [
    { type: "work_order.approval_requested.v1", data: {}, recordedAt: at(1) },
    {
      type: "work_order.estimate_answered.v1",
      data: { version: 1, accepted, declined },
      recordedAt: at(2),
    },
  ];
  expect(timelineOf(answered(["a"], [])).at(-1)).toMatchObject({ answer: "accepted" });
  expect(timelineOf(answered(["a"], ["b"])).at(-1)).toMatchObject({
    answer: "in_part",
    status: "awaiting_approval",
  });
  expect(timelineOf(answered([], ["b"])).at(-1)).toEqual({
    at: at(2),
    status: "diagnosing",
    answer: "declined",
  });
});
