import { asc } from "drizzle-orm";
import { z } from "zod";
import { suppliers } from "@/db/schema/inventory";
import type { Call, ReadContext } from "@/server/platform/call";

export const listSuppliersOutput = z.object({
  suppliers: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      country: z.string(),
      currency: z.string(),
      /** As the supplier says, in working days. */
      leadTimeDays: z.number().int(),
    }),
  ),
});

/** Who sells parts to the network, by name. */
export async function listSuppliers({
  ctx,
}: Call<ReadContext, unknown>): Promise<z.infer<typeof listSuppliersOutput>> {
  return { suppliers: await ctx.tx.select().from(suppliers).orderBy(asc(suppliers.name)) };
}
