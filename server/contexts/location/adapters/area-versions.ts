import { sql } from "drizzle-orm";
import { rows, type Tx } from "@/db/client";
import { actorName, requireRole } from "@/server/kernel/actor";
import { DomainError } from "@/server/kernel/errors";
import type { WriteContext } from "@/server/platform/call";
import { appendEvents } from "@/server/platform/events";
import type { AreaGeometry } from "../contract/area-geometry";
import { locationEvent } from "../contract/events";
import type { Method } from "../contract/methods";
import { areaFault, reasonOfInvalidity } from "../domain/area-rules";

export interface CurrentArea {
  areaId: string;
  version: number;
  serviceCenterId: string;
  country: string;
  method: Method;
  priority: number;
  feeMinor: number;
}

/** The version that holds, locked until the transaction ends. Managers of another centre are refused. */
export async function currentAreaForUpdate(
  ctx: WriteContext,
  areaId: string,
  expectedVersion: number,
): Promise<CurrentArea> {
  const [area] = await rows<CurrentArea & { changedBy: string }>(
    ctx.tx,
    sql`select a.id as "areaId", a.version, a.service_center_id as "serviceCenterId", c.country, a.method,
          a.priority, a.fee_minor::float8 as "feeMinor", a.changed_by as "changedBy"
        from location.coverage_areas a join location.service_centers c on c.id = a.service_center_id
        where a.id = ${areaId}::uuid and a.valid_to is null
        for update of a`,
  );
  if (area === undefined) throw new DomainError("not_found");
  requireRole(ctx.actor, ["manager"], area.serviceCenterId);
  if (area.version !== expectedVersion) {
    throw new DomainError("version_conflict", { version: area.version, changedBy: area.changedBy });
  }
  return area;
}

/** About ten metres: an edge drawn along the border is not outside it because of rounding. */
const borderToleranceDegrees = 0.0001;

/** Refuses what can't be an area: `area_invalid` with where and why, `area_outside_country`. */
export async function checkGeometry(tx: Tx, area: AreaGeometry, country: string): Promise<void> {
  const fault = areaFault(area);
  if (fault !== undefined) throw new DomainError("area_invalid", { reason: fault });
  const geometry = sql`ST_SetSRID(ST_GeomFromGeoJSON(${JSON.stringify(area)}::text), 4326)`;
  const [validity] = await rows<{
    valid: boolean;
    reason: string | null;
    lat: number | null;
    lng: number | null;
  }>(
    tx,
    sql`select valid, reason, ST_Y(location) as lat, ST_X(location) as lng from ST_IsValidDetail(${geometry})`,
  );
  if (validity === undefined || !validity.valid) {
    const { lat, lng } = validity ?? {};
    throw new DomainError("area_invalid", {
      reason: reasonOfInvalidity(validity?.reason ?? "invalid"),
      ...(typeof lat === "number" && typeof lng === "number" ? { lat, lng } : {}),
    });
  }
  const [land] = await rows<{ empty: boolean; inside: boolean }>(
    tx,
    sql`select ST_Area(${geometry}) = 0 as empty,
          ST_CoveredBy(${geometry}, border) or ST_CoveredBy(${geometry}, ST_Buffer(border, ${borderToleranceDegrees})) as inside
        from location.countries where code = ${country}`,
  );
  if (land?.empty) throw new DomainError("area_invalid", { reason: "empty" });
  if (!land?.inside) throw new DomainError("area_outside_country", { country });
}

/** What of an area lies in the country; as given where it can't be cut, so that the checks name its fault. */
export async function withinCountry(tx: Tx, area: AreaGeometry, country: string): Promise<AreaGeometry> {
  if (areaFault(area) !== undefined) return area;
  const geometry = sql`ST_SetSRID(ST_GeomFromGeoJSON(${JSON.stringify(area)}::text), 4326)`;
  const [cut] = await rows<{ area: AreaGeometry | null }>(
    tx,
    sql`select ST_AsGeoJSON(ST_Multi(ST_CollectionExtract(ST_Intersection(border, ${geometry}), 3)), 7)::jsonb as area
        from location.countries where code = ${country} and ST_IsValid(${geometry})`,
  );
  return cut?.area && cut.area.coordinates.length > 0 ? cut.area : area;
}

export interface NextVersion {
  version: number;
  revision: number;
}

/** Closes the version that holds and opens the next, whose columns `values` selects; counts the revision up. */
export async function openNextVersion(
  ctx: WriteContext,
  current: CurrentArea,
  values: { priority: number; feeMinor: number; area: ReturnType<typeof sql> },
): Promise<NextVersion> {
  const version = current.version + 1;
  const at = ctx.now().toISOString();
  await ctx.tx.execute(sql`
    with closed as (
      update location.coverage_areas
      set valid_to = greatest(${at}::timestamptz, valid_from + interval '1 millisecond')
      where id = ${current.areaId}::uuid and version = ${current.version} returning *
    )
    insert into location.coverage_areas
      (id, version, service_center_id, method, priority, fee_minor, currency, area, valid_from, changed_by)
    select id, ${version}::int, service_center_id, method, ${values.priority}::int, ${values.feeMinor}::bigint,
      currency, ${values.area}, valid_to, ${actorName(ctx.actor)}
    from closed`);
  const [bumped] = await rows<{ revision: number }>(
    ctx.tx,
    sql`update location.coverage_revision set revision = revision + 1 returning revision::float8 as revision`,
  );
  const revision = bumped?.revision ?? 0;
  const { areaId, serviceCenterId, method } = current;
  await appendEvents(ctx, `coverage-area-${areaId}`, [
    locationEvent("location.coverage_area_changed.v1", {
      areaId,
      version,
      serviceCenterId,
      method,
      revision,
    }),
  ]);
  return { version, revision };
}
