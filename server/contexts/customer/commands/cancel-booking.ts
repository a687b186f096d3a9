import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { mails } from "@/db/schema/customer";
import type { Call, WriteContext } from "@/server/platform/call";
import { loadWorkOrder, recordWorkOrderEvents } from "../adapters/work-order-store";
import { decide } from "../domain/work-order";

export const cancelBookingInput = z.object({ orderId: z.uuid() });
export const cancelBookingOutput = z.object({ cancelled: z.boolean() });

/** Takes back an order whose booking could not be finished, with its mail that nobody has seen yet. Repeatable. */
export async function cancelBooking({
  ctx,
  input,
}: Call<WriteContext, z.infer<typeof cancelBookingInput>>): Promise<z.infer<typeof cancelBookingOutput>> {
  const loaded = await loadWorkOrder(ctx.tx, input.orderId);
  if (loaded.order.status === "none" || loaded.order.status === "cancelled") return { cancelled: false };
  const events = decide({ kind: "cancel", reason: "booking_failed" }, loaded.order);
  await recordWorkOrderEvents(ctx, input.orderId, loaded, events);
  await ctx.tx.delete(mails).where(and(eq(mails.workOrderId, input.orderId), isNull(mails.sentAt)));
  return { cancelled: true };
}
