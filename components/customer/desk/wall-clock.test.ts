import { expect, test } from "vitest";
import { instantAt, wallClock } from "./wall-clock";

test("what an input holds is the clock of the centre, and back", () => {
  expect(wallClock("2026-11-02T15:30:00Z", "Europe/Brussels")).toEqual({ date: "2026-11-02", time: "16:30" });
  for (const zone of ["Europe/Brussels", "Europe/Helsinki", "Atlantic/Reykjavik"]) {
    const { date, time } = wallClock("2026-07-14T09:05:00Z", zone);
    expect(instantAt(date, time, zone)).toBe(Date.parse("2026-07-14T09:05:00Z"));
  }
});

test("a time that the clock change skips is none, one that comes twice is the first", () => {
  expect(instantAt("2027-03-28", "02:30", "Europe/Berlin")).toBeNull();
  expect(instantAt("2026-10-25", "02:30", "Europe/Berlin")).toBe(Date.parse("2026-10-25T00:30:00Z"));
  expect(instantAt("", "10:00", "Europe/Berlin")).toBeNull();
});
