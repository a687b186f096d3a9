import { expect, test } from "vitest";
import { addMonths, dateForKey, weeksOf } from "@/components/ui/month";

test("a month is laid out in whole weeks from Monday", () => {
  const weeks = weeksOf("2026-12");
  expect(weeks[0]).toEqual([
    null,
    "2026-12-01",
    "2026-12-02",
    "2026-12-03",
    "2026-12-04",
    "2026-12-05",
    "2026-12-06",
  ]);
  expect(weeks.at(-1)).toEqual(["2026-12-28", "2026-12-29", "2026-12-30", "2026-12-31", null, null, null]);
});

test("a leap February that begins on a Monday has its 29 days", () => {
  expect(weeksOf("2044-02").flat().filter(Boolean)).toHaveLength(29);
});

test("months follow each other over the year's end", () => {
  expect(addMonths("2026-12", 1)).toBe("2027-01");
  expect(addMonths("2027-01", -1)).toBe("2026-12");
});

test("keys move by day, week and month, and stop at a shorter month's last day", () => {
  expect(dateForKey("ArrowRight", "2026-12-31")).toBe("2027-01-01");
  expect(dateForKey("ArrowUp", "2026-12-03")).toBe("2026-11-26");
  expect(dateForKey("Home", "2026-12-03")).toBe("2026-11-30");
  expect(dateForKey("End", "2026-12-03")).toBe("2026-12-06");
  expect(dateForKey("PageDown", "2027-01-31")).toBe("2027-02-28");
  expect(dateForKey("x", "2027-01-31")).toBeUndefined();
});
