import { expect, test } from "vitest";
import { depositFor } from "./deposit";

test("a deposit is the fault's share of the highest price, in whole units of the currency", () => {
  expect(depositFor({ amountMinor: 28_435, currency: "EUR" }, 20)).toEqual({
    amountMinor: 5_700,
    currency: "EUR",
  });
  expect(depositFor({ amountMinor: 120, currency: "EUR" }, 20)).toEqual({
    amountMinor: 100,
    currency: "EUR",
  });
});

test("a fault that asks for none has none", () => {
  expect(depositFor({ amountMinor: 28_435, currency: "EUR" }, 0)).toBeNull();
});
