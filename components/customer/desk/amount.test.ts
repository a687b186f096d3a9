import { expect, test } from "vitest";
import { amountFrom, typedAmount } from "./amount";

test("amounts are read as people of either decimal sign type them", () => {
  expect(["259", "259,9", "259.90", " 0,05 "].map((typed) => amountFrom(typed, "EUR"))).toEqual([
    25900, 25990, 25990, 5,
  ]);
  expect(amountFrom("25900", "ISK")).toBe(25900);
});

test("what could mean two amounts is none", () => {
  for (const typed of ["", "1.234,56", "1,234", "12,345", "-5", "12 €", "1e3", "99999999"]) {
    expect(amountFrom(typed, "EUR"), typed).toBeNull();
  }
  expect(amountFrom("259,90", "ISK")).toBeNull();
});

test("an amount that is shown is read back as itself", () => {
  for (const amount of [5, 100, 25990]) expect(amountFrom(typedAmount(amount, "EUR"), "EUR")).toBe(amount);
});
