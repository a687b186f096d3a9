import { expect, test } from "vitest";
import { firstFree, reasonOf, type SlotDay } from "@/components/ui/slots";

function slot(start: string, available: boolean, reason?: string) {
  return { start, end: start, available, reason };
}

const full: SlotDay = {
  date: "2026-12-01",
  slots: [slot("a", false, "full"), slot("b", false, "full"), slot("c", false, "past")],
};
const open: SlotDay = { date: "2026-12-02", slots: [slot("d", false, "full"), slot("e", true)] };

test("the first available time is the first free slot of the first day that has one", () => {
  expect(firstFree([full, open])).toEqual({ date: "2026-12-02", slot: slot("e", true) });
  expect(firstFree([full])).toBeUndefined();
});

test("a reason known of the whole day goes before those of its times", () => {
  expect(reasonOf({ ...full, reason: "holiday" })).toBe("holiday");
});

test("a full day gives the reason most of its times give", () => {
  expect(reasonOf(full)).toBe("full");
  expect(reasonOf({ date: "2026-12-06", slots: [] })).toBe("closed");
  expect(reasonOf(undefined)).toBe("beyond");
});
