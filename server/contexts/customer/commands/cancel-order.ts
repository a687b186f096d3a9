import { z } from "zod";
import type { Call, WriteContext } from "@/server/platform/call";
import { writing } from "@/server/platform/verb";
import {
  type ChangedOrder,
  changedOrderSchema,
  changeOrder,
  orderChangeInput,
  sayingWhoChangedIt,
} from "../adapters/change-order";
import { tellCustomer } from "../adapters/tell-customer";
import { moves } from "../domain/transitions";

export const cancelOrderInput = orderChangeInput.extend({ reason: z.enum(["by_customer", "by_centre"]) });
export const cancelOrderOutput = changedOrderSchema;

/** Ends an order without a repair. Location frees its slot when it reads the event. */
export const cancelOrder = sayingWhoChangedIt(writing(cancelOnce));

async function cancelOnce({
  ctx,
  input,
}: Call<WriteContext, z.infer<typeof cancelOrderInput>>): Promise<ChangedOrder> {
  const { changed, found } = await changeOrder(ctx, input, moves.cancel.roles, {
    kind: "cancel",
    reason: input.reason,
  });
  await tellCustomer(ctx, found, "booking_cancelled");
  return changed;
}
