import { sql } from "drizzle-orm";
import { z } from "zod";
import { rows } from "@/db/client";
import { isAway } from "@/server/platform/away";
import type { Call, VerbContext } from "@/server/platform/call";
import { inTransaction } from "@/server/platform/verb";
import { stockReaders, warehouseFor } from "../adapters/stock-staff";

export const stockElsewhereInput = z.object({
  serviceCenterId: z.string().min(1).max(100),
  partId: z.string().min(1).max(120),
});
export const stockElsewhereOutput = z.object({
  /** The nearest first; while Location is away, where most lies first. */
  places: z.array(z.object({ serviceCenterId: z.string(), name: z.string(), available: z.number().int() })),
});

const asked = 20;
const shown = 5;

interface Row {
  serviceCenterId: string;
  name: string;
  available: number;
}

/** Which other centres have a part to spare. */
export async function stockElsewhere({
  ctx,
  input,
}: Call<VerbContext, z.infer<typeof stockElsewhereInput>>): Promise<z.infer<typeof stockElsewhereOutput>> {
  const found = await inTransaction(ctx, async ({ tx }) => {
    const { id } = await warehouseFor(tx, ctx.actor, stockReaders, input.serviceCenterId);
    return rows<Row>(
      tx,
      sql`select w.service_center_id as "serviceCenterId", w.name, l.on_hand - l.reserved as available
          from inventory.stock_levels l join inventory.warehouses w on w.id = l.warehouse_id
          where l.part_id = ${input.partId} and l.warehouse_id <> ${id} and w.service_center_id is not null
            and l.on_hand > l.reserved
          order by available desc, w.name`,
    );
  });
  const near = await nearest(ctx, input.serviceCenterId);
  const rank = ({ serviceCenterId }: Row) => {
    const at = near.indexOf(serviceCenterId);
    return at < 0 ? near.length : at;
  };
  return { places: found.toSorted((a, b) => rank(a) - rank(b)).slice(0, shown) };
}

async function nearest(ctx: VerbContext, id: string): Promise<string[]> {
  try {
    const { serviceCenterIds } = await ctx.contexts.location.serviceCenters.nearest.query({
      id,
      limit: asked,
    });
    return serviceCenterIds;
  } catch (error) {
    if (isAway(error)) return [];
    throw error;
  }
}
