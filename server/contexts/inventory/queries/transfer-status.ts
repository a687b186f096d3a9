import { desc, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { transfers } from "@/db/schema/inventory";
import { DomainError } from "@/server/kernel/errors";
import type { Call, ReadContext } from "@/server/platform/call";

const statusSchema = z.enum(["requested", "picked", "in_transit", "received", "cancelled"]);

export const transferStatusInput = z.object({ transferId: z.uuid() });
export const transferStatusOutput = z.object({ status: statusSchema });
export const openTransfersOutput = z.object({
  transfers: z.array(
    z.object({
      id: z.uuid(),
      partId: z.string(),
      quantity: z.number().int(),
      fromWarehouseId: z.string(),
      toWarehouseId: z.string(),
      orderId: z.uuid().nullable(),
      status: statusSchema,
      requestedAt: z.string(),
    }),
  ),
});

/** How far a transfer is. Refuses with `not_found`. */
export async function transferStatus({
  ctx,
  input,
}: Call<ReadContext, z.infer<typeof transferStatusInput>>): Promise<z.infer<typeof transferStatusOutput>> {
  const [found] = await ctx.tx
    .select({ status: transfers.status })
    .from(transfers)
    .where(eq(transfers.id, input.transferId));
  if (found === undefined) throw new DomainError("not_found");
  return found;
}

const shown = 200;

/** The transfers that are not over, the newest first. */
export async function openTransfers({
  ctx,
}: Call<ReadContext, unknown>): Promise<z.infer<typeof openTransfersOutput>> {
  const found = await ctx.tx
    .select()
    .from(transfers)
    .where(inArray(transfers.status, ["requested", "picked", "in_transit"]))
    .orderBy(desc(transfers.requestedAt))
    .limit(shown);
  return {
    transfers: found.map(({ updatedAt: _, requestedAt, ...transfer }) => ({
      ...transfer,
      requestedAt: requestedAt.toISOString(),
    })),
  };
}
