import { expect, test } from "vitest";
import { promiseByDate } from "./availability";

test("what can be promised grows by the days on which something comes, less what is waited for", () => {
  const coming = [
    { on: "2026-12-03", quantity: 2 },
    { on: null, quantity: 1 },
    { on: "2026-12-01", quantity: 4 },
    { on: "2026-12-03", quantity: 1 },
  ];
  expect(promiseByDate(1, 3, coming)).toEqual([
    { on: null, available: -1 },
    { on: "2026-12-01", available: 3 },
    { on: "2026-12-03", available: 6 },
  ]);
  expect(promiseByDate(1, 3, [])).toEqual([]);
});
