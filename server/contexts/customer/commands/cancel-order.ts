import { z } from "zod";
import type { Call, WriteContext } from "@/server/platform/call";
import { writing } from "@/server/platform/verb";
import {
  changedOrderSchema,
  changeOrder,
  orderChangeInput,
  sayingWhoChangedIt,
} from "../adapters/change-order";
import { depositOfOrder } from "../adapters/deposit-of-order";
import { tellCustomer } from "../adapters/tell-customer";
import { cancelledDeposit, cancelledDepositSchema } from "../domain/order-deposit";
import { moves } from "../domain/transitions";

export const cancelOrderInput = orderChangeInput.extend({ reason: z.enum(["by_customer", "by_centre"]) });
export const cancelOrderOutput = changedOrderSchema.extend({
  /** What happens with the deposit, where the order has one. */
  deposit: cancelledDepositSchema.optional(),
});

/** Ends an order without a repair. Location frees its slot when it reads the event, Payment gives back its deposit. */
export const cancelOrder = sayingWhoChangedIt(writing(cancelOnce));

async function cancelOnce({
  ctx,
  input,
}: Call<WriteContext, z.infer<typeof cancelOrderInput>>): Promise<z.infer<typeof cancelOrderOutput>> {
  const { changed, found } = await changeOrder(ctx, input, moves.cancel.roles, {
    kind: "cancel",
    reason: input.reason,
  });
  await tellCustomer(ctx, found, "booking_cancelled");
  const deposit = await depositOfOrder(ctx.tx, found.order);
  return { ...changed, ...cancelledDeposit(deposit) };
}
