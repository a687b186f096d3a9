import { expect, test } from "vitest";
import { afterWorkingDays, countedDays, leadTimeOf, workingDaysBetween } from "./lead-time";

// 23 November 2026 is a Monday.
test.each([
  ["2026-11-23", 0, "2026-11-23"],
  ["2026-11-23", 4, "2026-11-27"],
  ["2026-11-23", 5, "2026-11-30"],
  ["2026-11-27", 1, "2026-11-30"],
  ["2026-11-28", 0, "2026-11-30"],
  ["2026-11-28", 1, "2026-11-30"],
])("%s and %i working days is %s", (from, days, to) => {
  expect(afterWorkingDays(from, days)).toBe(to);
});

test("working days between two days are those that were waited for", () => {
  expect(workingDaysBetween("2026-11-23", "2026-11-23")).toBe(0);
  expect(workingDaysBetween("2026-11-23", "2026-11-30")).toBe(5);
  expect(workingDaysBetween("2026-11-27", "2026-11-29")).toBe(0);
});

test("what was measured counts once there are five deliveries, by their median", () => {
  expect(leadTimeOf(3, [9, 9, 9, 9])).toEqual({ statedDays: 3, measuredDays: null, deliveries: 4 });
  expect(countedDays(leadTimeOf(3, [9, 9, 9, 9]))).toBe(3);
  expect(leadTimeOf(3, [8, 4, 90, 5, 6]).measuredDays).toBe(6);
  expect(countedDays(leadTimeOf(3, [4, 90, 5, 6, 7, 6]))).toBe(6);
});
