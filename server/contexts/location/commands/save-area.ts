import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Call, WriteContext } from "@/server/platform/call";
import {
  checkGeometry,
  currentAreaForUpdate,
  type NextVersion,
  openNextVersion,
  withinCountry,
} from "../adapters/area-versions";
import { areaGeometrySchema } from "../contract/area-geometry";

export const saveAreaInput = z.object({
  areaId: z.uuid(),
  /** The version that was edited. */
  expectedVersion: z.number().int().min(1),
  area: areaGeometrySchema,
  priority: z.number().int().min(-100).max(100).optional(),
  /** Leave out what lies outside the centre's country instead of refusing it. */
  cutAtBorder: z.boolean().optional(),
  feeMinor: z.number().int().min(0).max(100_000_000).optional(),
});
export const saveAreaOutput = z.object({ version: z.number().int(), revision: z.number().int() });

/**
 * A new version of a coverage area, from now on. Refuses with `version_conflict` when somebody saved meanwhile,
 * `area_invalid`, and `area_outside_country` (its border with ten kilometres of sea).
 */
export async function saveArea({
  ctx,
  input,
}: Call<WriteContext, z.infer<typeof saveAreaInput>>): Promise<NextVersion> {
  const current = await currentAreaForUpdate(ctx, input.areaId, input.expectedVersion);
  const area = input.cutAtBorder ? await withinCountry(ctx.tx, input.area, current.country) : input.area;
  await checkGeometry(ctx.tx, area, current.country);
  return openNextVersion(ctx, current, {
    priority: input.priority ?? current.priority,
    feeMinor: input.feeMinor ?? current.feeMinor,
    area: sql`ST_Multi(ST_Force2D(ST_SetSRID(ST_GeomFromGeoJSON(${JSON.stringify(area)}::text), 4326)))`,
  });
}
