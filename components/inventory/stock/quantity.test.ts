import { expect, test } from "vitest";
import { quantityFrom } from "./quantity";

test.each([
  ["0", 0],
  [" 12 ", 12],
  ["007", 7],
  ["100000", 100_000],
  ["", "empty"],
  ["-1", "negative"],
  ["−3", "negative"],
  ["-1,5", "negative"],
  ["1.5", "fraction"],
  ["2,0", "fraction"],
  ["1e3", "notNumber"],
  ["3 4", "notNumber"],
  ["drei", "notNumber"],
  ["100001", "tooMany"],
  ["9".repeat(400), "tooMany"],
])("%j is understood as %j", (typed, meant) => {
  expect(quantityFrom(typed)).toBe(meant);
});
