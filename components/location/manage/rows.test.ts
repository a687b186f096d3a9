import { expect, test } from "vitest";
import type { Area, CentreLoad, UnmetCell } from "./facts";
import { areaRows, centreRows, sorted, unmetRows } from "./rows";

function centre(serviceCenterId: string, more: Partial<CentreLoad> = {}): CentreLoad {
  return {
    serviceCenterId,
    name: "MyComputer Łódź",
    city: "Łódź",
    country: "PL",
    lat: 51.8,
    lng: 19.5,
    day: "2026-11-23",
    capacityMinutes: 480,
    bookedMinutes: 240,
    technicians: 2,
    openMinutes: 540,
    loadPercent: 50,
    bookings: 3,
    ...more,
  };
}
const all = { country: null, method: null, words: "", only: null };
const area = { serviceCenterId: "a", method: "drop_off", country: "PL", city: "Łódź" } as Area;

test("words find a name with or without its accents", () => {
  expect(centreRows([centre("a")], [], { ...all, words: "lodz" })).toHaveLength(1);
  expect(centreRows([centre("a")], [], { ...all, words: "mycomputer gent" })).toHaveLength(0);
});

test("a method leaves the centres that are reached by it", () => {
  const rows = centreRows([centre("a"), centre("b")], [area], { ...all, method: "drop_off" });
  expect(rows.map(({ serviceCenterId }) => serviceCenterId)).toEqual(["a"]);
});

test("only what needs a manager: over 90 %, open without a technician, often looked for in vain", () => {
  const full = centre("full", { loadPercent: 91 });
  const alone = centre("a", { technicians: 0, capacityMinutes: 0, loadPercent: null });
  const closed = centre("closed", { technicians: 0, openMinutes: 0, loadPercent: null });
  const centres = [full, alone, closed];
  expect(centreRows(centres, [], { ...all, only: "over" })).toEqual([full]);
  expect(centreRows(centres, [], { ...all, only: "unstaffed" })).toEqual([alone]);
  expect(
    areaRows([area, { ...area, serviceCenterId: "full" }], centres, { ...all, only: "unstaffed" }),
  ).toEqual([area]);
  const cells = [{ lookups: 5 }, { lookups: 4 }] as UnmetCell[];
  expect(unmetRows(cells, { ...all, only: "often" })).toEqual([{ lookups: 5 }]);
});

test("rows without a value stand last, whichever way a column is sorted", () => {
  const rows = [{ n: 2 }, { n: null }, { n: 10 }];
  const keys = { n: (row: { n: number | null }) => row.n };
  expect(sorted(rows, "n", keys, "en").map(({ n }) => n)).toEqual([2, 10, null]);
  expect(sorted(rows, "-n", keys, "en").map(({ n }) => n)).toEqual([10, 2, null]);
});
