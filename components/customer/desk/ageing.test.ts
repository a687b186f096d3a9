import { expect, test } from "vitest";
import { ageOf, spanOf } from "./ageing";

const now = Date.parse("2026-11-02T12:00:00Z");
const order = {
  status: "repairing",
  clock: "us",
  slotStart: "2026-11-01T09:00:00Z",
  promisedBy: "2026-11-02T16:00:00Z",
} as const;

test("a promise is far, near, broken", () => {
  expect(ageOf(order, now)).toEqual({ kind: "due", tone: "idle", at: order.promisedBy });
  expect(ageOf({ ...order, promisedBy: "2026-11-02T13:00:00Z" }, now)).toMatchObject({
    kind: "within",
    tone: "waiting",
    minutes: 60,
  });
  expect(ageOf({ ...order, promisedBy: "2026-11-02T09:00:00Z" }, now)).toMatchObject({
    kind: "late",
    tone: "stop",
    minutes: 180,
  });
});

test("while the customer thinks, no promise of ours is broken; a late part is ours", () => {
  const past = { ...order, promisedBy: "2026-11-01T09:00:00Z" };
  expect(ageOf({ ...past, status: "awaiting_approval", clock: "customer" }, now).kind).toBe("customer");
  expect(ageOf({ ...past, status: "ready", clock: "customer" }, now).kind).toBe("ready");
  expect(ageOf({ ...past, status: "awaiting_parts", clock: "supplier" }, now).kind).toBe("late");
});

test("a booking arrives, and is missed a quarter of an hour after its slot began", () => {
  const booked = { ...order, status: "booked", clock: "customer" } as const;
  const at = (slotStart: string) => ageOf({ ...booked, slotStart }, now).kind;
  expect(at("2026-11-02T11:50:00Z")).toBe("arrives");
  expect(at("2026-11-02T11:00:00Z")).toBe("missed");
});

test("a span is said in its largest unit", () => {
  expect([0, 89, 90, 2879, 2880].map(spanOf)).toEqual([
    { value: 0, unit: "minute" },
    { value: 89, unit: "minute" },
    { value: 2, unit: "hour" },
    { value: 48, unit: "hour" },
    { value: 2, unit: "day" },
  ]);
});
