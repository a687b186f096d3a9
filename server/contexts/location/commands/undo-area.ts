import { sql } from "drizzle-orm";
import { z } from "zod";
import { rows } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import type { Call, WriteContext } from "@/server/platform/call";
import { currentAreaForUpdate, type NextVersion, openNextVersion } from "../adapters/area-versions";

export const undoAreaInput = z.object({
  areaId: z.uuid(),
  expectedVersion: z.number().int().min(1),
  /** Which version to bring back; the one before the newest when left out. */
  version: z.number().int().min(1).optional(),
});
export const undoAreaOutput = z.object({ version: z.number().int(), revision: z.number().int() });

/** Brings a former version back as a new one, so that nothing is lost. Undoing again brings back what was undone. */
export async function undoArea({
  ctx,
  input,
}: Call<WriteContext, z.infer<typeof undoAreaInput>>): Promise<NextVersion> {
  const current = await currentAreaForUpdate(ctx, input.areaId, input.expectedVersion);
  const former = input.version ?? current.version - 1;
  const [before] = await rows<{ priority: number; feeMinor: number }>(
    ctx.tx,
    sql`select priority, fee_minor::float8 as "feeMinor" from location.coverage_areas
        where id = ${input.areaId}::uuid and version = ${former}`,
  );
  if (before === undefined) throw new DomainError("conflict", { reason: "first_version" });
  return openNextVersion(ctx, current, {
    ...before,
    area: sql`(select f.area from location.coverage_areas f
               where f.id = ${input.areaId}::uuid and f.version = ${former})`,
  });
}
