import { expect, test } from "vitest";
import { interestIn, namesOfInterest } from "./consumer-interest";

const types = ["work_order.cancelled.v1", "work_order.booked.v1", "work_order.booked.v2"];

test("a consumer takes the versions it names and ignores types that it does not", () => {
  expect(interestIn(types, { type: "work_order.booked.v2" })).toBe("wanted");
  expect(interestIn(types, { type: "work_order.ready.v1" })).toBe("ignored");
  expect(interestIn(types, { type: "work_order.cancelled_by_fire.v1" })).toBe("ignored");
  expect(interestIn(undefined, { type: "anything" })).toBe("wanted");
});

test("another version of a type that it names is never skipped without a word", () => {
  expect(interestIn(types, { type: "work_order.cancelled.v2" })).toEqual({
    unknownVersion: "version v2 of work_order.cancelled is not known here (known: v1)",
  });
  expect(interestIn(types, { type: "work_order.booked.v3" })).toEqual({
    unknownVersion: "version v3 of work_order.booked is not known here (known: v1, v2)",
  });
});

test("it is woken by every version of the names that it names", () => {
  expect(namesOfInterest(types)).toEqual(["work_order.cancelled", "work_order.booked"]);
  expect(namesOfInterest(undefined)).toBeUndefined();
});
