import { expect, test } from "vitest";
import { readAddress, writeAddress } from "./address";

test("an address that was written is read as it was meant, and what is unknown is left out", () => {
  const address = { centre: "be-gent", show: "short", q: "écran 15", part: "a-b" } as const;
  const params = new URL(writeAddress(address), "http://x").searchParams;
  expect(readAddress((name) => params.get(name))).toEqual(address);
  expect(writeAddress({})).toBe("/stock");
  expect(readAddress((name) => (name === "show" ? "everything" : null)).show).toBeUndefined();
});
