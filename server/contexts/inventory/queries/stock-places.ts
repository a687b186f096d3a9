import { asc, inArray, isNotNull } from "drizzle-orm";
import { z } from "zod";
import { warehouses } from "@/db/schema/inventory";
import { centersOf, holdsRole } from "@/server/kernel/actor";
import type { Call, ReadContext } from "@/server/platform/call";
import { countApprovers, stockReaders, stockRoles } from "../adapters/stock-staff";

export { countApprovers, stockReaders } from "../adapters/stock-staff";

export const stockPlacesOutput = z.object({
  places: z.array(
    z.object({
      /** The service centre's id. */
      id: z.string(),
      name: z.string(),
      mayCount: z.boolean(),
      mayApprove: z.boolean(),
    }),
  ),
});

/** The centres whose shelves the actor may look at, by name, and what the actor may do there. */
export async function stockPlaces({
  ctx,
}: Call<ReadContext, unknown>): Promise<z.infer<typeof stockPlacesOutput>> {
  const centers = centersOf(ctx.actor, stockReaders);
  const found = await ctx.tx
    .select({ id: warehouses.serviceCenterId, name: warehouses.name })
    .from(warehouses)
    .where(
      centers === null
        ? isNotNull(warehouses.serviceCenterId)
        : inArray(warehouses.serviceCenterId, [...centers]),
    )
    .orderBy(asc(warehouses.name));
  return {
    places: found.flatMap(({ id, name }) => {
      if (id === null) return [];
      const may = (roles: Parameters<typeof holdsRole>[1]) => holdsRole(ctx.actor, roles, id);
      return [{ id, name, mayCount: may(stockRoles), mayApprove: may(countApprovers) }];
    }),
  };
}
