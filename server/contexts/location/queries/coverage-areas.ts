import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { rows, type Tx } from "@/db/client";
import { centersOf } from "@/server/kernel/actor";
import { DomainError } from "@/server/kernel/errors";
import { moneySchema } from "@/server/kernel/money";
import type { Call, ReadContext, VerbContext } from "@/server/platform/call";
import { colleagueNames } from "@/server/platform/people";
import { reading } from "@/server/platform/verb";
import { coverageRevision } from "../adapters/coverage-cache";
import { areaGeometrySchema } from "../contract/area-geometry";
import { methodSchema } from "../contract/methods";

export const coverageAreasInput = z.object({
  serviceCenterId: z.string().max(100).optional(),
  country: z.string().length(2).optional(),
  method: methodSchema.optional(),
});
const areaSchema = z.object({
  areaId: z.uuid(),
  version: z.number().int(),
  serviceCenterId: z.string(),
  serviceCenterName: z.string(),
  city: z.string(),
  country: z.string(),
  method: methodSchema,
  priority: z.number().int(),
  fee: moneySchema,
  validFrom: z.string(),
  changedBy: z.string(),
  /** West, south, east, north. */
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  squareKilometers: z.number(),
});
export const coverageAreasOutput = z.object({ revision: z.number().int(), areas: z.array(areaSchema) });

export const coverageAreaInput = z.object({ areaId: z.uuid() });
const versionSchema = z.object({
  version: z.number().int(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  changedBy: z.string(),
  /** What the colleague is called; null for the system. */
  changedByName: z.string().nullable(),
  squareKilometers: z.number(),
});
export const coverageAreaOutput = areaSchema.extend({
  area: areaGeometrySchema,
  center: z.object({ lat: z.number(), lng: z.number() }),
  /** Newest first. */
  versions: z.array(versionSchema),
});

type Area = z.infer<typeof areaSchema>;
type AreaDetail = z.infer<typeof coverageAreaOutput>;

const iso = (column: SQL) => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const squareKilometers = (column: SQL) =>
  sql`round((ST_Area(${column}::geography) / 1e6)::numeric, 1)::float8`;

function areas(tx: Tx, where: SQL, more: SQL = sql``): Promise<AreaDetail[]> {
  return rows(
    tx,
    sql`
      select a.id as "areaId", a.version, c.id as "serviceCenterId", c.name as "serviceCenterName", c.city, c.country,
        a.method, a.priority, jsonb_build_object('amountMinor', a.fee_minor, 'currency', a.currency) as fee,
        ${iso(sql`a.valid_from`)} as "validFrom", a.changed_by as "changedBy",
        jsonb_build_array(ST_XMin(a.area), ST_YMin(a.area), ST_XMax(a.area), ST_YMax(a.area)) as bbox,
        ${squareKilometers(sql`a.area`)} as "squareKilometers" ${more}
      from location.coverage_areas a join location.service_centers c on c.id = a.service_center_id
      where a.valid_to is null and ${where}
      order by c.country, c.city, c.id, a.method, a.id`,
  );
}

/** Every area that holds now, of the centres that the manager may see. */
export async function coverageAreas({
  ctx,
  input,
}: Call<ReadContext, z.infer<typeof coverageAreasInput>>): Promise<z.infer<typeof coverageAreasOutput>> {
  const own = centersOf(ctx.actor, ["manager"]);
  const conditions = [
    ...(input.serviceCenterId === undefined ? [] : [sql`c.id = ${input.serviceCenterId}`]),
    ...(input.country === undefined ? [] : [sql`c.country = ${input.country.toUpperCase()}`]),
    ...(input.method === undefined ? [] : [sql`a.method = ${input.method}`]),
    ...(own === null
      ? []
      : [sql`c.id in (select jsonb_array_elements_text(${JSON.stringify(own)}::text::jsonb))`]),
    sql`true`,
  ];
  const found: Area[] = await areas(ctx.tx, sql.join(conditions, sql` and `));
  return { revision: await coverageRevision(ctx.tx), areas: found };
}

const readArea = reading(async ({ ctx, input }: Call<ReadContext, z.infer<typeof coverageAreaInput>>) => {
  const own = centersOf(ctx.actor, ["manager"]);
  const [area] = await areas(
    ctx.tx,
    sql`a.id = ${input.areaId}::uuid`,
    // Seven decimals are a centimetre.
    sql`, ST_AsGeoJSON(a.area, 7)::jsonb as area,
        jsonb_build_object('lat', ST_Y(c.point), 'lng', ST_X(c.point)) as center,
        (select jsonb_agg(jsonb_build_object(
            'version', v.version, 'validFrom', ${iso(sql`v.valid_from`)}, 'validTo', ${iso(sql`v.valid_to`)},
            'changedBy', v.changed_by, 'squareKilometers', ${squareKilometers(sql`v.area`)}) order by v.version desc)
          from location.coverage_areas v where v.id = a.id) as versions`,
  );
  if (area === undefined || (own !== null && !own.includes(area.serviceCenterId))) {
    throw new DomainError("not_found");
  }
  return area;
});

/** One area with its shape and its history; `not_found` also for a centre that the manager may not see. */
export async function coverageArea(
  call: Call<VerbContext, z.infer<typeof coverageAreaInput>>,
): Promise<AreaDetail> {
  const area = await readArea(call);
  const names = await colleagueNames(area.versions.map(({ changedBy }) => changedBy));
  const versions = area.versions.map((version) => ({
    ...version,
    changedByName: names.get(version.changedBy) ?? null,
  }));
  return { ...area, versions };
}
