import { inArray } from "drizzle-orm";
import { z } from "zod";
import { workOrders } from "@/db/schema/customer";
import type { Call, ReadContext } from "@/server/platform/call";

export const orderReferencesInput = z.object({ ids: z.array(z.uuid()).max(500) });
export const orderReferencesOutput = z.object({
  orders: z.array(z.object({ id: z.uuid(), reference: z.string() })),
});

/** What people call these orders; one that is not known is left out. */
export async function orderReferences({
  ctx,
  input,
}: Call<ReadContext, z.infer<typeof orderReferencesInput>>): Promise<z.infer<typeof orderReferencesOutput>> {
  const orders = await ctx.tx
    .select({ id: workOrders.id, reference: workOrders.reference })
    .from(workOrders)
    .where(inArray(workOrders.id, input.ids));
  return { orders };
}
