import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { mails } from "@/db/schema/customer";
import type { Call, WriteContext } from "@/server/platform/call";
import { queueMail } from "../adapters/customer-mails";
import { depositOfOrder } from "../adapters/deposit-of-order";
import { orderContact } from "../adapters/order-contact";
import { orderBehindLink, tokenSchema } from "../adapters/tracked-order";
import { loadWorkOrder, recordWorkOrderEvents } from "../adapters/work-order-store";
import { customerMay } from "../domain/customer-actions";
import { cancelledDeposit, cancelledDepositSchema } from "../domain/order-deposit";
import { decide } from "../domain/work-order";

export const cancelTrackedInput = z.object({ token: tokenSchema });
export const cancelTrackedOutput = z.object({
  reference: z.string(),
  status: z.literal("cancelled"),
  /** What happens with the deposit, where the order has one. */
  deposit: cancelledDepositSchema.optional(),
});

/**
 * Cancels a booking through its tracking link, free of charge; Location gives the slot back when it hears
 * of it, Inventory the part, Payment the deposit.
 * Refuses with `deadline_passed` (and when it was), `transition_not_allowed` and what a link refuses.
 */
export async function cancelTracked({
  ctx,
  input,
}: Call<WriteContext, z.infer<typeof cancelTrackedInput>>): Promise<z.infer<typeof cancelTrackedOutput>> {
  const { order, customer } = await orderBehindLink(ctx.tx, input.token, ctx.now());
  const loaded = await loadWorkOrder(ctx.tx, order.id);
  const deposit = await depositOfOrder(ctx.tx, order);
  customerMay("cancel", order, ctx.now());
  const events = decide({ kind: "cancel", reason: "by_customer" }, loaded.order);
  await recordWorkOrderEvents(ctx, order.id, loaded, events);
  await ctx.tx.delete(mails).where(and(eq(mails.workOrderId, order.id), isNull(mails.sentAt)));
  const { name, email, locale } = orderContact(order.contact, customer);
  await queueMail(ctx, {
    customer,
    workOrderId: order.id,
    template: "booking_cancelled",
    locale,
    to: { name, email },
  });
  return { reference: order.reference, status: "cancelled", ...cancelledDeposit(deposit) };
}
