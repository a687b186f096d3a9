import { expect, test } from "vitest";
import { amountToType, typedAmount, typedNumber } from "./numbers";

test("numbers are read with comma or point, and nothing else is a number", () => {
  expect(["12,5", " 12.5 ", "−3", "1e3", "", "12.", "a"].map(typedNumber)).toEqual([
    12.5,
    12.5,
    -3,
    null,
    null,
    null,
    null,
  ]);
});

test("amounts are exact in the currency's smallest unit", () => {
  expect(["12.50", "12,5", "0", "12.505", "-1", "19.99"].map((text) => typedAmount(text, 2))).toEqual([
    1250,
    1250,
    0,
    null,
    null,
    1999,
  ]);
  expect(typedAmount("1200", 0)).toBe(1200);
  expect(typedAmount("1200.5", 0)).toBeNull();
  expect(amountToType(123456, 2, "de")).toBe("1234,56");
  expect(typedAmount(amountToType(1999, 2, "fr"), 2)).toBe(1999);
});
