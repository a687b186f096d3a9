import { expect, test } from "vitest";
import { rateText } from "./price-rules";

test("a VAT rate keeps what it says and loses what the column adds", () => {
  expect(["0.2100", "0.2550", "0.2000", "0.0810", "0"].map(rateText)).toEqual([
    "0.21",
    "0.255",
    "0.20",
    "0.081",
    "0.00",
  ]);
});
