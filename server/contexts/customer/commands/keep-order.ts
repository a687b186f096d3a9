import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { reschedulings } from "@/db/schema/customer";
import { DomainError } from "@/server/kernel/errors";
import type { Call, WriteContext } from "@/server/platform/call";
import { loadWorkOrder } from "../adapters/work-order-store";

export const keepOrderInput = z.object({
  orderId: z.uuid(),
  reschedulingId: z.uuid(),
  /** The time that the order is moved from. */
  from: z.iso.datetime(),
});
export const keepOrderOutput = z.object({ kept: z.literal(true) });
export const letOrderGoInput = keepOrderInput.omit({ from: true });
export const letOrderGoOutput = z.object({ letGo: z.literal(true) });

/**
 * Keeps an order for one move to another time: nobody else moves it until it is let go. Repeatable. Refuses with
 * `order_being_rescheduled` where somebody else is at it, or has moved it since its time was looked at.
 */
export async function keepOrder({
  ctx,
  input: { orderId, reschedulingId: id, from },
}: Call<WriteContext, z.infer<typeof keepOrderInput>>): Promise<z.infer<typeof keepOrderOutput>> {
  await ctx.tx.insert(reschedulings).values({ orderId, id, beganAt: ctx.now() }).onConflictDoNothing();
  const [running] = await ctx.tx
    .select({ id: reschedulings.id })
    .from(reschedulings)
    .where(eq(reschedulings.orderId, orderId));
  if (running?.id !== id) throw new DomainError("order_being_rescheduled");
  const { order } = await loadWorkOrder(ctx.tx, orderId);
  if (order.status === "none") throw new DomainError("not_found");
  if (Date.parse(order.slotStart) !== Date.parse(from)) throw new DomainError("order_being_rescheduled");
  return { kept: true };
}

/** The move is over, one way or the other. Repeatable; somebody else's move is left alone. */
export async function letOrderGo({
  ctx,
  input: { orderId, reschedulingId },
}: Call<WriteContext, z.infer<typeof letOrderGoInput>>): Promise<z.infer<typeof letOrderGoOutput>> {
  await ctx.tx
    .delete(reschedulings)
    .where(and(eq(reschedulings.orderId, orderId), eq(reschedulings.id, reschedulingId)));
  return { letGo: true };
}
