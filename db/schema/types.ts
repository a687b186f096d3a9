import { type SQL, sql } from "drizzle-orm";
import { customType } from "drizzle-orm/pg-core";

/**
 * PostGIS geometry in WGS 84 (EPSG:4326). Drizzle's own column is point-only and drops the SRID; here values are
 * written with ST_GeomFromGeoJSON and read through ST_AsGeoJSON, so a raw select of the column is never parsed.
 */
export const geometry = (kind: "Point" | "MultiPolygon") =>
  customType<{ data: SQL; driverData: string }>({
    dataType: () => `geometry(${kind}, 4326)`,
    toDriver: (value) => value,
  });

export const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => "bytea",
  fromDriver: (value) => new Uint8Array(value),
});

/** A transaction's id that never wraps round. */
export const xid8 = customType<{ data: string; driverData: string }>({ dataType: () => "xid8" });

export const tsvector = customType<{ data: string; driverData: string }>({ dataType: () => "tsvector" });

export const timeRange = customType<{ data: SQL; driverData: string }>({
  dataType: () => "tstzrange",
  toDriver: (value) => value,
});

/** A longitude and latitude in degrees as a PostGIS point. */
export function pointOf(lng: number, lat: number): SQL {
  return sql`ST_SetSRID(ST_MakePoint(${lng}, ${lat}), 4326)`;
}

/** Half-open range of instants, as PostgreSQL's tstzrange. */
export function rangeOf(start: Date, end: Date): SQL {
  return sql`tstzrange(${start.toISOString()}::timestamptz, ${end.toISOString()}::timestamptz, '[)')`;
}
