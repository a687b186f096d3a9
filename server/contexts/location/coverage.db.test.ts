import { gunzipSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database, rows } from "@/db/client";
import type { Grant } from "@/server/kernel/actor";
import { refusalOf } from "@/server/platform/trpc";
import { callBy, staff } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { gent, krakow, seedNetwork } from "@/test-support/network";

freshDatabases();
beforeAll(seedNetwork);

const dropOffInGent = "0190a0b0-0000-7000-8000-100000000000";
const asGuest = () => callBy().contexts.location;
const asManager = (...grants: Grant[]) =>
  callBy(staff(...(grants.length > 0 ? grants : [{ role: "manager" as const, serviceCenterId: null }])))
    .contexts.location;
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => refusalOf(error).code,
  );

function square(lng: number, lat: number, half: number) {
  const [west, east, south, north] = [lng - half, lng + half, lat - half, lat + half];
  const ring: [number, number][] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { type: "Polygon" as const, coordinates: [ring] };
}

async function unmet(): Promise<{ lat: number; lng: number; lookups: number }[]> {
  const { cells } = await asManager().network.unmet.query({ days: 1 });
  return cells.map(({ lat, lng, lookups }) => ({ lat, lng, lookups }));
}

describe("a lookup", () => {
  beforeEach(async () => {
    const db = await database("location");
    await db.write((tx) => tx.execute(sql`delete from location.unmet_lookups`));
  });

  test("says who serves a point and how, best first", async () => {
    const found = await asGuest().coverage.lookup.query({ lat: gent.lat, lng: gent.lng });
    expect(found.covered).toBe(true);
    expect(found.options.map((option) => option.method)).toEqual([
      "drop_off",
      "pickup",
      "on_site",
      "mail_in",
    ]);
    expect(found.options[0]).toEqual({
      serviceCenterId: gent.id,
      name: gent.name,
      method: "drop_off",
      distanceMeters: 0,
      fee: { amountMinor: 0, currency: "EUR" },
    });
  });

  test("covers the border of an area and its corners", async () => {
    for (const [lat, lng] of [
      [gent.lat, gent.lng + 0.5],
      [gent.lat + 0.5, gent.lng + 0.5],
    ] as const) {
      expect((await asGuest().coverage.lookup.query({ lat, lng })).covered).toBe(true);
      expect((await asGuest().coverage.lookup.query({ lat, lng: lng + 1e-9 })).covered).toBe(false);
    }
  });

  test("refuses what is not on earth and tells swapped coordinates from the sea", async () => {
    expect(await codeOf(asGuest().coverage.lookup.query({ lat: 91, lng: 0 }))).toBe(
      "coordinates_out_of_range",
    );
    expect(await codeOf(asGuest().coverage.lookup.query({ lat: 0, lng: -181 }))).toBe(
      "coordinates_out_of_range",
    );
    expect(await codeOf(asGuest().coverage.lookup.query({ lat: Number.NaN, lng: 0 }))).toBe("invalid_input");
    const swapped = await asGuest().coverage.lookup.query({ lat: gent.lng, lng: gent.lat });
    expect(swapped).toEqual({ covered: false, options: [], hint: "swapped" });
    const sea = await asGuest().coverage.lookup.query({ lat: 45, lng: -30 });
    expect(sea).toEqual({ covered: false, options: [], hint: "sea" });
    expect(await unmet()).toEqual([]);
  });

  test("that finds nothing on land is counted once a client, place and day", async () => {
    const lookup = { lat: 48.2082, lng: 16.3738 };
    const again = callBy(undefined, { clientKey: "the-same" }).contexts.location;
    for (const client of [asGuest(), again, again]) {
      expect((await client.coverage.lookup.query(lookup)).hint).toBe("outside_network");
    }
    expect(await unmet()).toEqual([{ lat: 48.21, lng: 16.37, lookups: 2 }]);
  });
});

describe("an edited area", () => {
  test("answers the very next lookup, and undo brings the former border back", async () => {
    const manager = asManager();
    const covered = async () => {
      const { options } = await asGuest().coverage.lookup.query({ lat: gent.lat, lng: gent.lng });
      return options.some((option) => option.method === "drop_off");
    };
    const before = await manager.coverage.area.query({ areaId: dropOffInGent });
    expect(before.version).toBe(1);
    const area = square(gent.lng + 0.4, gent.lat, 0.1);
    const saved = await manager.coverage.saveArea.mutate({ areaId: dropOffInGent, expectedVersion: 1, area });
    expect(saved.version).toBe(2);
    expect(await covered()).toBe(false);
    const stale = manager.coverage.saveArea.mutate({ areaId: dropOffInGent, expectedVersion: 1, area });
    expect(await codeOf(stale)).toBe("version_conflict");
    const undone = await manager.coverage.undo.mutate({ areaId: dropOffInGent, expectedVersion: 2 });
    expect(undone).toEqual({ version: 3, revision: saved.revision + 1 });
    expect(await covered()).toBe(true);
    const after = await manager.coverage.area.query({ areaId: dropOffInGent });
    expect(after.area).toEqual(before.area);
    expect(after.versions.map(({ version, validTo }) => [version, validTo === null])).toEqual([
      [3, true],
      [2, false],
      [1, false],
    ]);
    expect(await eventTypes(dropOffInGent)).toEqual(Array(2).fill("location.coverage_area_changed.v1"));
  });

  test("made by another process is seen within a quarter of a second", async () => {
    const far = { lat: gent.lat, lng: gent.lng + 0.75 };
    expect((await asGuest().coverage.lookup.query(far)).covered).toBe(false);
    const db = await database("location");
    await db.write(async (tx) => {
      await tx.execute(sql`
        insert into location.coverage_areas
          (id, version, service_center_id, method, fee_minor, currency, area, valid_from, changed_by)
        values ('0190a0b0-0000-7000-8000-300000000000', 1, ${gent.id}, 'pickup', 0, 'EUR',
          ST_Multi(ST_MakeEnvelope(${gent.lng + 0.7}, ${gent.lat - 0.1}, ${gent.lng + 0.8}, ${gent.lat + 0.1}, 4326)),
          now(), 'another process')`);
      await tx.execute(sql`update location.coverage_revision set revision = revision + 1`);
    });
    await expect
      .poll(async () => (await asGuest().coverage.lookup.query(far)).covered, { timeout: 2000, interval: 20 })
      .toBe(true);
  });

  test("must be a shape, inside its country, and the manager's own", async () => {
    const manager = asManager();
    const version = (await manager.coverage.area.query({ areaId: dropOffInGent })).version;
    const save = (area: ReturnType<typeof square>, location = manager) =>
      location.coverage.saveArea.mutate({ areaId: dropOffInGent, expectedVersion: version, area });
    const { lng, lat } = gent;
    const bow = square(lng, lat, 0.1);
    bow.coordinates = [
      [
        [lng, lat],
        [lng + 0.2, lat + 0.2],
        [lng + 0.2, lat],
        [lng, lat + 0.2],
        [lng, lat],
      ],
    ];
    await expect(save(bow)).rejects.toMatchObject({
      data: { code: "area_invalid", details: { reason: "self_intersection" } },
    });
    const open = square(lng, lat, 0.1);
    open.coordinates[0]?.pop();
    await expect(save(open)).rejects.toMatchObject({ data: { details: { reason: "ring_not_closed" } } });
    expect(await codeOf(save(square(krakow.lng, krakow.lat, 0.1)))).toBe("area_outside_country");
    const elsewhere = asManager({ role: "manager", serviceCenterId: krakow.id });
    expect(await codeOf(save(square(lng, lat, 0.1), elsewhere))).toBe("not_allowed");
    expect(await codeOf(elsewhere.coverage.area.query({ areaId: dropOffInGent }))).toBe("not_found");
    const { areas } = await elsewhere.coverage.areas.query({});
    expect(new Set(areas.map((area) => area.serviceCenterId))).toEqual(new Set([krakow.id]));
    const desk = callBy(staff({ role: "front_desk", serviceCenterId: gent.id })).contexts.location;
    expect(await codeOf(save(square(lng, lat, 0.1), desk))).toBe("not_allowed");
    expect(await codeOf(save(square(lng, lat, 0.1), asGuest()))).toBe("not_signed_in");
  });
});

describe("a tile", () => {
  test("shows the areas of its place, one method alone when asked, and nothing at sea", async () => {
    const [z, x, y] = [8, 130, 85];
    const read = async (input: { method?: "on_site"; x?: number }) => {
      const tile = await asGuest().coverage.tile.query({ z, x, y, ...input });
      if (!tile.mvtGzipBase64) return "";
      return gunzipSync(Buffer.from(tile.mvtGzipBase64, "base64")).toString("latin1");
    };
    const all = await read({});
    for (const word of ["areas", gent.id, "drop_off", "on_site", "serviceCenterId", "priority"]) {
      expect(all).toContain(word);
    }
    const one = await read({ method: "on_site" });
    expect(one).toContain("on_site");
    expect(one).not.toContain("drop_off");
    expect(await read({ x: 90 })).toBe("");
    expect(await codeOf(asGuest().coverage.tile.query({ z: 1, x: 2, y: 0 }))).toBe("not_found");
  });

  test("need not be sent again while no area changes", async () => {
    const tile = { z: 8, x: 130, y: 85 };
    const { revision } = await asGuest().coverage.tile.query(tile);
    const again = await asGuest().coverage.tile.query({ ...tile, knownRevision: revision });
    expect(again).toEqual({ revision, mvtGzipBase64: null });
  });
});

async function eventTypes(areaId: string): Promise<string[]> {
  const db = await database("location");
  const found = await db.read((tx) =>
    rows<{ type: string }>(
      tx,
      sql`select type from location.events where stream_id = ${`coverage-area-${areaId}`} order by version`,
    ),
  );
  return found.map((event) => event.type);
}
