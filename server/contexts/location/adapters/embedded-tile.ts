import { fromGeojsonVt } from "@maplibre/vt-pbf";
import { sql } from "drizzle-orm";
import type { FeatureCollection, MultiPolygon } from "geojson";
import GeoJSONVT from "geojson-vt";
import { database, rows } from "@/db/client";
import type { Method } from "../contract/methods";
import { type TileFeature, tileExtent } from "../domain/tile-cells";
import type { TileId } from "../domain/tile-math";

type Index = { revision: number; tiles: GeoJSONVT };
let index: Promise<Index | undefined> | undefined;

/** Areas of a tile where the database can't encode any: cut in memory from all areas, read once a revision. */
export async function embeddedTile(
  { z, x, y }: TileId,
  method: Method | undefined,
  revision: number,
): Promise<Uint8Array> {
  const { tiles } = await indexAt(revision);
  const tile = tiles.getTile(z, x, y);
  // geojson-vt's own features; their tags are the properties that readIndex gave them.
  const features = (tile?.features ?? []) as unknown as TileFeature[];
  return encodeTile(features.filter(({ tags }) => method === undefined || tags.method === method));
}

async function indexAt(revision: number): Promise<Index> {
  const known = await index;
  if (known?.revision === revision) return known;
  const fresh = readIndex(revision);
  index = fresh.catch(() => undefined);
  return fresh;
}

/** Features in tile units as a vector tile with the layer `areas`; nothing at all is an empty tile. */
export function encodeTile(features: readonly TileFeature[]): Uint8Array {
  if (features.length === 0) return new Uint8Array();
  const layer = { features } as unknown as Parameters<typeof fromGeojsonVt>[0][string];
  return fromGeojsonVt({ areas: layer }, { version: 2, extent: tileExtent });
}

async function readIndex(revision: number): Promise<Index> {
  const db = await database("location");
  const areas = await db.read((tx) =>
    rows<{ id: string; serviceCenterId: string; method: Method; priority: number; area: MultiPolygon }>(
      tx,
      sql`select id::text as id, service_center_id as "serviceCenterId", method, priority,
            ST_AsGeoJSON(area, 6)::jsonb as area
          from location.coverage_areas where valid_to is null order by id`,
    ),
  );
  const collection: FeatureCollection<MultiPolygon> = {
    type: "FeatureCollection",
    features: areas.map(({ area, ...properties }) => ({ type: "Feature", properties, geometry: area })),
  };
  return { revision, tiles: new GeoJSONVT(collection, { maxZoom: 14, indexMaxZoom: 4, extent: tileExtent }) };
}
