import { expect, test } from "vitest";
import { currencyDigits } from "@/server/kernel/money";

test("a currency's minor unit is that of ISO 4217, whatever Intl likes to show", () => {
  expect(["EUR", "HUF", "CZK", "ISK"].map(currencyDigits)).toEqual([2, 2, 2, 0]);
});
