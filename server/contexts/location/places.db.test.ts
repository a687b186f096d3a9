import { beforeAll, expect, test } from "vitest";
import { database } from "@/db/client";
import { placeNames, places } from "@/db/schema/location";
import { pointOf } from "@/db/schema/types";
import { searchSpellings } from "@/server/kernel/search-text";
import { callBy } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { gent, seedNetwork } from "@/test-support/network";

freshDatabases();

/** id, country, population, postcode, names: the first is shown. */
const towns = [
  ["gent", "BE", 231_493, null, ["Gent", "Ghent", "Gand"]],
  ["gent-9000", "BE", 1000, "9000", ["Gent", "9000"]],
  ["gentofte", "DK", 75_000, null, ["Gentofte"]],
  ["lodz", "PL", 768_755, null, ["Łódź", "Lodz"]],
  ["munich", "DE", 1_260_391, null, ["München", "Munich"]],
  ["cork", "IE", 190_384, null, ["Cork"]],
  ["kreuzberg", "DE", 153_135, null, ["Kreuzberg"]],
  ["frankfurt", "DE", 650_000, null, ["Frankfurt am Main", "Frankfurt"]],
  ["frankfurt-oder", "DE", 51_691, null, ["Frankfurt (Oder)", "Frankfurt"]],
] as const;

beforeAll(async () => {
  await seedNetwork();
  const db = await database("location");
  await db.write(async (tx) => {
    for (const [id, country, population, postcode, names] of towns) {
      await tx
        .insert(places)
        .values({ id, name: names[0], region: "", country, postcode, population, point: pointOf(4, 51) });
      const spellings = [...new Set(names.flatMap(searchSpellings))];
      await tx
        .insert(placeNames)
        .values(spellings.map((search) => ({ placeId: id, search, rank: population })));
    }
  });
});

async function found(q: string): Promise<string[]> {
  const { places: answer } = await callBy().contexts.location.places.search.query({ q, limit: 5 });
  return answer.map((place) => place.id);
}

test.each([
  ["Gent", "gent"],
  ["gand", "gent"],
  ["Łódź", "lodz"],
  ["lodz", "lodz"],
  ["MUNCHEN", "munich"],
  ["Muenchen", "munich"],
  ["munich", "munich"],
  ["Cork", "cork"],
  ["kreuzb", "kreuzberg"],
  ["gent be", "gent"],
  ["Gent, Belgium", "gent"],
  ["gent dk", "gentofte"],
  ["Frankfurt", "frankfurt"],
  ["9000", "gent-9000"],
  ["9000 Gent", "gent-9000"],
  ["Krezberg", "kreuzberg"],
])("%s, as a person types it, finds %s first", async (typed, id) => {
  expect((await found(typed))[0]).toBe(id);
});

test("a place that does not exist finds nothing, and neither do signs, quotes or emoji", async () => {
  for (const typed of ["Xyzzyqqq", "%", "'; drop table places; --x", "🦊", "؟"]) {
    expect(await found(typed)).toEqual([]);
  }
});

test("centres are listed with what a map needs, and one comes with its hours", async () => {
  const { serviceCenters } = callBy().contexts.location;
  const all = await serviceCenters.list.query({});
  expect(all.serviceCenters.map((center) => center.id)).toEqual([gent.id, "pl-krakow-rynek"]);
  const { serviceCenters: one } = await serviceCenters.byId.query({ id: gent.id });
  expect(one).toHaveLength(1);
  expect(one[0]).toMatchObject({ city: "Gent", lat: gent.lat, lng: gent.lng, timeZone: gent.timeZone });
  expect(one[0]?.openingHours[0]).toEqual({ weekday: 1, opensMinute: 540, closesMinute: 1080 });
  await expect(serviceCenters.byId.query({ id: "nowhere" })).rejects.toMatchObject({
    data: { code: "unknown_service_center" },
  });
});
