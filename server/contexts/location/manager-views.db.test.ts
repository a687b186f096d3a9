import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { callBy, staff } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { gent, seedNetwork, technicianIds } from "@/test-support/network";

freshDatabases();
beforeAll(seedNetwork);

const dropOffInGent = "0190a0b0-0000-7000-8000-100000000000";
const location = () => callBy(staff({ role: "manager", serviceCenterId: null })).contexts.location;
/** A Tuesday without a holiday. */
const day = "2026-11-24";

async function gentOn(date: string) {
  const { centers } = await location().network.overview.query({ day: date });
  return centers.find(({ serviceCenterId }) => serviceCenterId === gent.id);
}

describe("a centre's day", () => {
  test("counts who is on duty, and an absence takes them off", async () => {
    expect(await gentOn(day)).toMatchObject({ technicians: technicianIds.length });
    const db = await database("location");
    await db.write(async (tx) => {
      for (const id of technicianIds) {
        await tx.execute(
          sql`insert into location.absences (technician_id, date, reason) values (${id}, ${day}, 'illness')`,
        );
      }
    });
    const alone = await gentOn(day);
    expect(alone).toMatchObject({ technicians: 0, capacityMinutes: 0, loadPercent: null });
    expect(alone?.openMinutes).toBeGreaterThan(0);
  });

  test("has no open minutes on a holiday", async () => {
    expect(await gentOn("2026-12-25")).toMatchObject({ openMinutes: 0, capacityMinutes: 0 });
  });
});

test("an area drawn over the border is refused, or cut there when asked", async () => {
  const [west, south, east, north] = [gent.lng - 0.2, gent.lat - 0.2, gent.lng + 30, gent.lat + 0.2];
  const area = {
    type: "Polygon" as const,
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ] as [number, number][],
    ],
  };
  const change = { areaId: dropOffInGent, expectedVersion: 1, area };
  await expect(location().coverage.saveArea.mutate(change)).rejects.toMatchObject({
    data: { code: "area_outside_country" },
  });
  const saved = await location().coverage.saveArea.mutate({ ...change, cutAtBorder: true });
  expect(saved.version).toBe(2);
  const after = await location().coverage.area.query({ areaId: dropOffInGent });
  expect(after.bbox[0]).toBeCloseTo(west, 5);
  expect(after.bbox[2]).toBeLessThan(east - 1);
});

test("any version of an area can be brought back", async () => {
  const changed = { areaId: dropOffInGent, expectedVersion: 2, version: 1 };
  expect((await location().coverage.undo.mutate(changed)).version).toBe(3);
  const { versions } = await location().coverage.area.query({ areaId: dropOffInGent });
  expect(versions[0]?.squareKilometers).toBe(versions[2]?.squareKilometers);
  expect(versions[0]?.squareKilometers).not.toBe(versions[1]?.squareKilometers);
});

test("the history of an area says what colleagues are called, and null for the system", async () => {
  const { versions } = await location().coverage.area.query({ areaId: dropOffInGent });
  expect(versions.at(-1)).toMatchObject({ version: 1, changedByName: null });
});

test("a colleague who tries a border out is not counted as demand", async () => {
  const nowhere = { lat: 47.16, lng: 27.6 };
  await location().coverage.lookup.query(nowhere);
  expect((await location().network.unmet.query({ days: 1 })).cells).toEqual([]);
  await callBy().contexts.location.coverage.lookup.query(nowhere);
  expect((await location().network.unmet.query({ days: 1 })).cells).toMatchObject([
    { lat: 47.16, lng: 27.6 },
  ]);
});
