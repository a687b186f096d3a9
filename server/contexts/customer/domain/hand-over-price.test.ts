import { expect, test } from "vitest";
import { priceIsAsEstimatedOrAManagers } from "./hand-over-price";

const order = {
  low: 100,
  high: 200,
  currency: "EUR",
  agreed: null as number | null,
  approved: false,
  unrepairable: false,
};
const allowed = (price: number, changes: Partial<typeof order> = {}, isManager = false) => {
  try {
    priceIsAsEstimatedOrAManagers(price, { ...order, ...changes }, isManager);
    return true;
  } catch {
    return false;
  }
};

test("the desk asks for what was estimated, a manager for anything", () => {
  expect([99, 100, 200, 201].map((price) => allowed(price))).toEqual([false, true, true, false]);
  expect([0, 999].map((price) => allowed(price, {}, true))).toEqual([true, true]);
});

test("more than estimated needs the customer's yes, less a device that could not be repaired", () => {
  expect(allowed(500, { approved: true })).toBe(true);
  expect(allowed(50, { approved: true })).toBe(false);
  expect(allowed(0, { unrepairable: true })).toBe(true);
  expect(allowed(500, { unrepairable: true })).toBe(false);
});

test("what was accepted is what is asked for, whatever the range before was", () => {
  const accepted = { agreed: 250, approved: true };
  expect([249, 250, 251].map((price) => allowed(price, accepted))).toEqual([false, true, false]);
  expect(allowed(0, { ...accepted, unrepairable: true })).toBe(true);
  expect(allowed(300, accepted, true)).toBe(true);
});
