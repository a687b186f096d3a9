import fc from "fast-check";
import { expect, test } from "vitest";
import { clockTimes } from "./clocks";
import { clockOf, isClosed, type WorkOrderStatus, workOrderStatuses } from "./transitions";

const day = Date.UTC(2026, 10, 2);
const at = (hours: number) => new Date(day + hours * 3_600_000).toISOString();
const went = (...steps: [hours: number, status: WorkOrderStatus][]) =>
  clockTimes(steps.map(([hours, status]) => ({ at: at(hours), status })));

test("each wait is held against who was waited for", () => {
  const until = went(
    [0, "booked"],
    [5, "received"],
    [6, "diagnosing"],
    [8, "awaiting_approval"],
    [20, "approved"],
    [21, "awaiting_parts"],
    [69, "repairing"],
    [71, "ready"],
  );
  expect(until).toEqual({
    us: (3 + 1 + 2) * 3600,
    customer: (5 + 12) * 3600,
    supplier: 48 * 3600,
    runningSince: at(71),
  });
});

test("a clock that runs has run since its first status, not since its last", () => {
  expect(went([0, "booked"], [1, "received"], [4, "diagnosing"])).toEqual({
    us: 0,
    customer: 3600,
    supplier: 0,
    runningSince: at(1),
  });
});

test("once it is over nobody is waited for", () => {
  expect(went([0, "booked"], [2, "cancelled"])).toEqual({
    us: 0,
    customer: 7200,
    supplier: 0,
    runningSince: null,
  });
  expect(clockTimes([])).toEqual({ us: 0, customer: 0, supplier: 0, runningSince: null });
});

test("whatever happens when, the clocks add up to the time that has passed", () => {
  const waited = workOrderStatuses.filter((status) => clockOf(status) !== "none");
  const history = fc.array(fc.record({ status: fc.constantFrom(...waited), millis: fc.nat(90_000_000) }), {
    minLength: 1,
  });
  fc.assert(
    fc.property(history, fc.constantFrom(...workOrderStatuses.filter(isClosed)), (steps, end) => {
      let now = day;
      const timeline = steps.map(({ status, millis }) => {
        const entry = { at: new Date(now).toISOString(), status };
        now += millis;
        return entry;
      });
      const { us, customer, supplier, runningSince } = clockTimes([
        ...timeline,
        { at: new Date(now).toISOString(), status: end },
      ]);
      expect(runningSince).toBeNull();
      expect(Math.min(us, customer, supplier)).toBeGreaterThanOrEqual(0);
      expect(us + customer + supplier).toBe(Math.floor(now / 1000) - day / 1000);
    }),
    { numRuns: 2_000 },
  );
});
