import { expect, test } from "vitest";
import { comingAfter } from "./coming";

test("what lies ahead shrinks with every station and ends with the order", () => {
  expect(comingAfter("booked")).toEqual(["received", "repairing", "ready", "handed_over"]);
  expect(comingAfter("awaiting_parts")).toEqual(["repairing", "ready", "handed_over"]);
  expect(comingAfter("repairing")).toEqual(["ready", "handed_over"]);
  expect(comingAfter("ready")).toEqual(["handed_over"]);
  for (const ended of ["handed_over", "closed", "cancelled", "abandoned", "unrepairable"]) {
    expect(comingAfter(ended)).toEqual([]);
  }
});
