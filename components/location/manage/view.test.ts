import { expect, test } from "vitest";
import { pointOf, readView, viewQuery } from "./view";

const usual = readView(new URLSearchParams());

test("an address without anything shows every layer of today", () => {
  expect(usual).toMatchObject({ tab: "centres", layers: ["centres", "areas", "unmet"], method: "drop_off" });
  expect(viewQuery(usual)).toBe("");
});

test("what is shown stands in the address and comes back from it", () => {
  const view = {
    ...usual,
    tab: "areas",
    layers: ["areas"],
    method: null,
    centre: "be-gent-korenmarkt",
    area: "0174876e-8000-7000-8000-000000000001",
    editing: true,
    cell: "51.05,3.72",
    day: "2026-11-23",
    days: 90,
    country: "BE",
    words: "gent & co",
    only: "unstaffed",
    sort: "-load",
    at: { lat: 51.05, lng: 3.72 },
  } as const;
  expect(readView(new URLSearchParams(viewQuery(view)))).toEqual(view);
});

test("nonsense in an address is as if it were not there", () => {
  const params = new URLSearchParams(
    "tab=x&layers=&method=walk&area=1&edit=1&day=2026-99-99&days=12&country=belgium&only=none&at=200,5",
  );
  expect(readView(params)).toEqual({ ...usual, layers: [] });
});

test("points are read as people write them", () => {
  expect(pointOf("51.05, 3.72")).toEqual({ lat: 51.05, lng: 3.72 });
  expect(pointOf("-33.9 151")).toEqual({ lat: -33.9, lng: 151 });
  expect(pointOf("Gent")).toBeNull();
  expect(pointOf("151, 3")).toBeNull();
});
