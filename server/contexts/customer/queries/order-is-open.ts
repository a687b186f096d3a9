import { eq } from "drizzle-orm";
import { z } from "zod";
import { workOrders } from "@/db/schema/customer";
import { DomainError } from "@/server/kernel/errors";
import type { Call, ReadContext } from "@/server/platform/call";

export const orderIsOpenInput = z.object({ orderId: z.uuid() });
export const orderIsOpenOutput = z.object({ open: z.boolean() });

/** Whether anything is still to come of an order. Refuses with `not_found`. */
export async function orderIsOpen({
  ctx,
  input,
}: Call<ReadContext, z.infer<typeof orderIsOpenInput>>): Promise<z.infer<typeof orderIsOpenOutput>> {
  const [order] = await ctx.tx
    .select({ closedAt: workOrders.closedAt })
    .from(workOrders)
    .where(eq(workOrders.id, input.orderId));
  if (order === undefined) throw new DomainError("not_found");
  return { open: order.closedAt === null };
}
