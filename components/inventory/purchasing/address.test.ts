import { expect, test } from "vitest";
import { readPurchaseAddress, writePurchaseAddress } from "./address";

test("an address that was written is read as it was meant, and what is unknown is left out", () => {
  const address = { centre: "be-gent", show: "late", q: "PO-1001 Wisła" } as const;
  const params = new URL(writePurchaseAddress(address), "http://x").searchParams;
  expect(readPurchaseAddress((name) => params.get(name))).toEqual(address);
  expect(writePurchaseAddress({})).toBe("/stock/purchases");
  expect(readPurchaseAddress((name) => (name === "show" ? "all" : null)).show).toBeUndefined();
});
