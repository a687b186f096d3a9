import { expect, test } from "vitest";
import { type Counted, linesToSend, piecesOf, scannedOne, withTyped } from "./counted";

test("each scan counts one into the stock until nothing is owed, then surplus", () => {
  const line = { partId: "a", outstanding: 2 };
  let counted: Counted = {};
  const kinds = [1, 2, 3, 4].map(() => {
    const scanned = scannedOne(counted, line);
    counted = scanned.counted;
    return [scanned.kind, scanned.count];
  });
  expect(kinds).toEqual([
    ["accepted", 1],
    ["accepted", 2],
    ["surplus", 1],
    ["surplus", 2],
  ]);
  expect(linesToSend(counted)).toEqual([{ partId: "a", accepted: 2, damaged: 0, wrong: 0, surplus: 2 }]);
});

test.each([
  ["", 0],
  [" 7 ", 7],
  ["100000", 100_000],
  ["100001", null],
  ["-1", null],
  ["1.5", null],
  ["1e3", null],
  ["zwei", null],
  ["9".repeat(400), null],
])("%j are %j pieces", (typed, pieces) => {
  expect(piecesOf(typed)).toBe(pieces);
});

test("lines of which nothing came are not sent, and nothing is while one is no number", () => {
  const some = withTyped(withTyped({}, "a", "accepted", "1"), "b", "damaged", "0");
  expect(linesToSend(some)).toEqual([{ partId: "a", accepted: 1, damaged: 0, wrong: 0, surplus: 0 }]);
  expect(linesToSend(withTyped(some, "b", "wrong", "x"))).toBeNull();
});
