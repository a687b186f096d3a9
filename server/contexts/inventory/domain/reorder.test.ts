import { expect, test } from "vitest";
import { cheapestPurchase, piecesToOrder, unitPriceAt } from "./reorder";

const level = { minimum: 3, required: 2, onHand: 4, reserved: 3, inTransit: 1, ordered: 1 };

test("what is missing is the minimum and what is waited for, less what is free, on its way and ordered", () => {
  expect(piecesToOrder(level)).toBe(2);
  expect(piecesToOrder({ ...level, ordered: 9 })).toBe(0);
  expect(piecesToOrder({ ...level, minimum: 0, required: 0, reserved: 4, inTransit: 0, ordered: 0 })).toBe(0);
});

const breaks = [
  { fromQuantity: 10, unitPriceMinor: 800 },
  { fromQuantity: 1, unitPriceMinor: 1000 },
];

test("the price is that of the highest break reached", () => {
  expect([1, 9, 10, 11].map((n) => unitPriceAt(breaks, n))).toEqual([1000, 1000, 800, 800]);
  expect(unitPriceAt([{ fromQuantity: 5, unitPriceMinor: 1 }], 4)).toBeNull();
});

test("more is bought than needed only where all of it then costs less", () => {
  expect(cheapestPurchase(breaks, 7)).toEqual({ quantity: 7, unitPriceMinor: 1000 });
  expect(cheapestPurchase(breaks, 8)).toEqual({ quantity: 8, unitPriceMinor: 1000 });
  expect(cheapestPurchase(breaks, 9)).toEqual({ quantity: 10, unitPriceMinor: 800 });
  expect(cheapestPurchase(breaks, 30)).toEqual({ quantity: 30, unitPriceMinor: 800 });
  expect(cheapestPurchase([{ fromQuantity: 5, unitPriceMinor: 9 }], 2)).toEqual({
    quantity: 5,
    unitPriceMinor: 9,
  });
  expect(cheapestPurchase([], 2)).toBeNull();
});
