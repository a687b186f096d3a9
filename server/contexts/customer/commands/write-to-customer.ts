import { z } from "zod";
import { actorName } from "@/server/kernel/actor";
import type { Call, WriteContext } from "@/server/platform/call";
import { staffOrder } from "../adapters/staff-order";
import { tellCustomer } from "../adapters/tell-customer";
import { writeMessage } from "../adapters/write-message";
import { longText } from "../domain/booking-form";

export const writeToCustomerInput = z.object({
  workOrderId: z.uuid(),
  body: z.string().refine((text) => text.trim() !== ""),
});
export const writeToCustomerOutput = z.object({ messageId: z.uuid() });

/** Writes to the customer of an order: on their tracking page, and by mail. */
export async function writeToCustomer({
  ctx,
  input,
}: Call<WriteContext, z.infer<typeof writeToCustomerInput>>): Promise<z.infer<typeof writeToCustomerOutput>> {
  const body = longText("message", input.body);
  const found = await staffOrder(ctx.tx, ctx.actor, input.workOrderId);
  const messageId = await writeMessage(ctx, {
    workOrderId: input.workOrderId,
    dataKey: found.customer.dataKey,
    direction: "to_customer",
    author: actorName(ctx.actor),
    body,
  });
  await tellCustomer(ctx, found, "message", { body });
  return { messageId };
}
