import { sql } from "drizzle-orm";
import { database, rows } from "@/db/client";
import type { Method } from "../contract/methods";
import type { TileId } from "../domain/tile-math";

const earthCircumferenceMeters = 40_075_016.685_578_5;
/** From here on a tile holds few enough areas to send every corner. */
export const exactFromZoom = 10;

/** Areas of a tile as PostGIS encodes them (Mapbox Vector Tile 2.1); below zoom 10 corners nearer than a pixel go. */
export async function postgresTile({ z, x, y }: TileId, method: Method | undefined): Promise<Uint8Array> {
  const exact = z >= exactFromZoom;
  const extent = exact ? 4096 : 1024;
  const mercator = exact
    ? sql`ST_Transform(a.area, 3857)`
    : sql`ST_Simplify(ST_Transform(a.area, 3857), ${earthCircumferenceMeters / 2 ** z / 512}::float8, true)`;
  const db = await database("location");
  const [tile] = await db.read((tx) =>
    rows<{ mvt: Uint8Array }>(
      tx,
      sql`
        with bounds as (
          select ST_TileEnvelope(${z}::int, ${x}::int, ${y}::int) as box,
            ST_Transform(ST_TileEnvelope(${z}::int, ${x}::int, ${y}::int, margin => 64.0 / 4096), 4326) as near
        ), areas as (
          select a.id::text as id, a.service_center_id as "serviceCenterId", a.method, a.priority,
            ST_AsMVTGeom(${mercator}, bounds.box, ${extent}::int, ${extent / 64}::int, true) as geom
          from location.coverage_areas a, bounds
          where a.valid_to is null and a.area && bounds.near
            ${method === undefined ? sql`` : sql`and a.method = ${method}`}
          order by a.id
        )
        select ST_AsMVT(areas, 'areas', ${extent}::int, 'geom') as mvt from areas where geom is not null`,
    ),
  );
  return tile?.mvt ?? new Uint8Array();
}
