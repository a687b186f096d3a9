import { gunzipSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { database, rows } from "@/db/client";
import { createRandom } from "@/db/seed/random";
import { coverageTile } from "@/server/contexts/location/adapters/coverage-tiles";
import type { TileId } from "@/server/contexts/location/domain/tile-math";
import { insertNetwork, networkOf } from "./coverage-network";
import { onPostgres } from "./on-postgres";
import { type Point, pointsOfEurope, sampleOf } from "./points";
import { median } from "./result";
import type { Bench } from "./run";

const areas = 10_000;
const tilesPerZoom = 60;
const exactZooms = [10, 11, 12, 13, 14];

/** Tiles of 10,000 areas: from the database as the route gives them, beside the bare ST_AsMVT; again from memory. */
export const run: Bench = async (report, say) => {
  const random = createRandom("tiles");
  const europe = pointsOfEurope(say);
  const { at, rings } = networkOf(europe, areas, random);
  await onPostgres(async (ownerUrl) => {
    await insertNetwork(ownerUrl, rings, at);
    await coverageTile({ z: 0, x: 0, y: 0 }, undefined);
    const tiles = exactZooms.flatMap((z) => distinctTiles(sampleOf(europe, tilesPerZoom, random), z));
    for (const tile of tiles.slice(0, 20)) await rawTile(tile);
    const cold: number[] = [];
    const raw: number[] = [];
    const warm: number[] = [];
    for (const [turn, tile] of tiles.entries()) {
      const bare = async () => raw.push(await millisOf(() => rawTile(tile)));
      const ours = async () => cold.push(await millisOf(() => coverageTile(tile, undefined)));
      // In turns, so that neither always finds the pages warmed by the other.
      for (const step of turn % 2 === 0 ? [bare, ours] : [ours, bare]) await step();
      warm.push(await millisOf(() => coverageTile(tile, undefined)));
      await sameBytes(tile);
    }
    say(
      `${tiles.length} tiles from zoom ${exactZooms[0]} to ${exactZooms.at(-1)}, byte for byte as ST_AsMVT gives them`,
    );
    report("cold-milliseconds", median(cold), median(raw));
    report("warm-speed-up", median(cold) / median(warm));
    report("largest-gzipped-kilobytes", await largest(europe, say));
  });
};

function distinctTiles(points: readonly Point[], z: number): TileId[] {
  const tiles = new Map<string, TileId>();
  for (const [lng, lat] of points) {
    const x = Math.floor(((lng + 180) / 360) * 2 ** z);
    const sine = Math.sin((lat * Math.PI) / 180);
    const y = Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 2 ** z);
    tiles.set(`${x}/${y}`, { z, x, y });
  }
  return [...tiles.values()];
}

async function millisOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function rawTile({ z, x, y }: TileId, order = sql``): Promise<Uint8Array> {
  const db = await database("location");
  const [row] = await db.read((tx) =>
    rows<{ mvt: Uint8Array }>(
      tx,
      sql`
        with areas as (
          select id::text as id, service_center_id as "serviceCenterId", method, priority,
            ST_AsMVTGeom(ST_Transform(area, 3857), ST_TileEnvelope(${z}::int, ${x}::int, ${y}::int), 4096, 64, true) as geom
          from location.coverage_areas
          where valid_to is null
            and area && ST_Transform(ST_TileEnvelope(${z}::int, ${x}::int, ${y}::int, margin => 64.0 / 4096), 4326)
          ${order}
        )
        select ST_AsMVT(areas, 'areas', 4096, 'geom') as mvt from areas where geom is not null`,
    ),
  );
  return row?.mvt ?? new Uint8Array();
}

async function sameBytes(tile: TileId): Promise<void> {
  const { gzipped } = await coverageTile(tile, undefined);
  const ours = gzipped.length === 0 ? Buffer.alloc(0) : gunzipSync(gzipped);
  if (Buffer.compare(ours, await rawTile(tile, sql`order by location.coverage_areas.id`)) !== 0)
    throw new Error(`another tile at ${JSON.stringify(tile)}`);
}

/** Of the tiles that hold most: all of Europe's up to zoom 5, then those round many points. */
async function largest(europe: readonly Point[], say: (line: string) => void): Promise<number> {
  const random = createRandom("largest");
  let most = { bytes: 0, tile: { z: 0, x: 0, y: 0 } };
  for (let z = 0; z <= 14; z++) {
    for (const tile of distinctTiles(sampleOf(europe, z <= 5 ? 3000 : 60, random), z)) {
      const { gzipped } = await coverageTile(tile, undefined);
      if (gzipped.length > most.bytes) most = { bytes: gzipped.length, tile };
    }
  }
  say(`the largest tile is ${most.tile.z}/${most.tile.x}/${most.tile.y}`);
  return most.bytes / 1024;
}
