import fc from "fast-check";
import { expect, test } from "vitest";
import { whoIsServed } from "./waiting";

const day = (n: number) => `2026-11-${String(n).padStart(2, "0")}T12:00:00.000Z`;
const one = (orderId: string, promised: number | null, since = 1, quantity = 1) => ({
  orderId,
  quantity,
  promisedBy: promised === null ? null : day(promised),
  waitingSince: day(since),
});
const ids = (served: readonly { orderId: string }[]) => served.map(({ orderId }) => orderId);

test("whoever was promised the earliest day is served first, then whoever waits longest", () => {
  const all = [one("c", null, 1), one("b", 20, 3), one("a", 20, 2), one("d", 10, 9)];
  expect(ids(whoIsServed(all, 3))).toEqual(["d", "a", "b"]);
  expect(ids(whoIsServed(all, 0))).toEqual([]);
});

test("what is too little for one goes to the next, whole or not at all", () => {
  expect(ids(whoIsServed([one("a", 1, 1, 3), one("b", 2, 1, 2), one("c", 3)], 2))).toEqual(["b"]);
});

test("never more than what came, nobody twice, and nobody passed over whose wish would have fitted", () => {
  const waiting = fc.array(
    fc.record({
      quantity: fc.integer({ min: 1, max: 5 }),
      promised: fc.option(fc.integer({ min: 1, max: 28 })),
      since: fc.integer({ min: 1, max: 28 }),
    }),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(waiting, fc.integer({ min: 0, max: 40 }), (wishes, came) => {
      const all = wishes.map(({ quantity, promised, since }, n) => one(`o${n}`, promised, since, quantity));
      const served = whoIsServed(all, came);
      const given = served.reduce((sum, { quantity }) => sum + quantity, 0);
      expect(given).toBeLessThanOrEqual(came);
      expect(new Set(ids(served)).size).toBe(served.length);
      for (const left of all.filter((each) => !served.includes(each)))
        expect(left.quantity).toBeGreaterThan(came - given);
    }),
    { numRuns: 2_000 },
  );
});
