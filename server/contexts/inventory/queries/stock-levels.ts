import { z } from "zod";
import { rows } from "@/db/client";
import { requireRole } from "@/server/kernel/actor";
import type { Call, ReadContext } from "@/server/platform/call";
import { type LevelRow, levelFilters, levelsSql } from "../adapters/level-rows";
import { stockReaders, warehouseFor } from "../adapters/stock-staff";

export const stockLevelsInput = z.object({
  serviceCenterId: z.string().min(1).max(100),
  only: z.enum(levelFilters).optional(),
  /** A part's name, article code or id as typed or scanned. */
  q: z.string().max(100).optional(),
  cursor: z.string().max(120).nullish(),
  limit: z.number().int().min(1).max(100).default(50),
});
export const stockLevelsOutput = z.object({
  levels: z.array(
    z.object({
      partId: z.string(),
      name: z.string(),
      sku: z.string(),
      category: z.string(),
      onHand: z.number().int(),
      reserved: z.number().int(),
      available: z.number().int(),
      /** On its way to here. */
      arriving: z.number().int(),
      /** The nightly check found that it does not add up. */
      drifted: z.boolean(),
    }),
  ),
  nextCursor: z.string().nullable(),
});

/** What lies in a centre, what of it is promised, and what is on its way, by part name. */
export async function stockLevels({
  ctx,
  input,
}: Call<ReadContext, z.infer<typeof stockLevelsInput>>): Promise<z.infer<typeof stockLevelsOutput>> {
  requireRole(ctx.actor, stockReaders, input.serviceCenterId);
  const { cursor, only, q, ...place } = input;
  const found = await rows<LevelRow>(ctx.tx, levelsSql({ ...place, only, q, after: cursor ?? undefined }));
  // Nothing there, or no such place? Asked only then.
  if (found.length === 0) await warehouseFor(ctx.tx, ctx.actor, stockReaders, input.serviceCenterId);
  const shown = found.slice(0, input.limit);
  return {
    levels: shown.map((level) => ({ ...level, available: level.onHand - level.reserved })),
    nextCursor: found.length > input.limit ? (shown.at(-1)?.partId ?? null) : null,
  };
}
