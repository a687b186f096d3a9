import { expect, test } from "vitest";
import { type BookedVisit, customerActions, customerMay, linkIsDead } from "./customer-actions";

const visit: BookedVisit = {
  status: "booked",
  method: "drop_off",
  slotStart: new Date("2026-12-01T10:00:00Z"),
  closedAt: null,
};
const at = (time: string) => new Date(`2026-${time}:00Z`);

test("a booking can be changed until two hours before, one that somebody drives out for until twelve", () => {
  expect(customerActions(visit, at("12-01T08:00"))).toEqual(["cancel", "reschedule", "write"]);
  expect(customerActions(visit, at("12-01T08:01"))).toEqual(["write"]);
  const onSite = { ...visit, method: "on_site" } as const;
  expect(customerActions(onSite, at("11-30T22:00"))).toContain("cancel");
  expect(customerActions(onSite, at("11-30T22:01"))).not.toContain("cancel");
});

test("after the deadline the refusal says when it was", () => {
  expect(() => customerMay("cancel", visit, at("12-01T09:00"))).toThrowError(
    expect.objectContaining({ code: "deadline_passed", details: { until: "2026-12-01T08:00:00.000Z" } }),
  );
});

test("what is in the workshop is not cancelled online, and what is over not written about", () => {
  const received = { ...visit, status: "received" } as const;
  expect(customerActions(received, at("12-01T08:00"))).toEqual(["write"]);
  expect(() => customerMay("cancel", received, at("12-01T08:00"))).toThrow("transition_not_allowed");
  expect(customerActions({ ...visit, status: "cancelled" }, at("11-01T08:00"))).toEqual([]);
});

test("a link is dead ninety days after its order was closed", () => {
  expect(linkIsDead(null, at("12-01T00:00"))).toBe(false);
  expect(linkIsDead(at("09-02T00:00"), at("12-01T00:00"))).toBe(false);
  expect(linkIsDead(at("09-01T00:00"), at("12-01T00:00"))).toBe(true);
});
