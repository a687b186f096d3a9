import { z } from "zod";
import { actorName } from "@/server/kernel/actor";
import { DomainError } from "@/server/kernel/errors";
import type { Call, WriteContext } from "@/server/platform/call";
import { orderBehindLink, tokenSchema } from "../adapters/tracked-order";
import { writeMessage } from "../adapters/write-message";
import { longText } from "../domain/booking-form";
import { customerMay } from "../domain/customer-actions";

export const writeTrackedInput = z.object({ token: tokenSchema, body: z.string() });
export const writeTrackedOutput = z.object({ messageId: z.string() });

/** A message from the customer to the centre, through the tracking link; refuses with `text_too_long`. */
export async function writeTracked({
  ctx,
  input,
}: Call<WriteContext, z.infer<typeof writeTrackedInput>>): Promise<z.infer<typeof writeTrackedOutput>> {
  const body = longText("message", input.body);
  if (body === "") throw new DomainError("invalid_input", { field: "body" });
  const { order, customer } = await orderBehindLink(ctx.tx, input.token, ctx.now());
  customerMay("write", order, ctx.now());
  const messageId = await writeMessage(ctx, {
    workOrderId: order.id,
    dataKey: customer.dataKey,
    direction: "from_customer",
    author: actorName(ctx.actor),
    body,
  });
  return { messageId };
}
