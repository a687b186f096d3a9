import { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import type { Call, ReadContext } from "@/server/platform/call";
import { orderContact } from "../adapters/order-contact";
import { renderMail } from "../adapters/render-mail";
import { staffOrder } from "../adapters/staff-order";
import { readOrder } from "../adapters/tracked-order";
import { trackingToken } from "../adapters/tracking-link";
import { longText } from "../domain/booking-form";

export const previewMessageInput = z.object({ workOrderId: z.uuid(), body: z.string() });
export const previewMessageOutput = z.object({ locale: z.string(), subject: z.string(), text: z.string() });

/** The mail that a message to the customer would become. The secret of their link stays theirs. */
export async function previewMessage({
  ctx,
  input,
}: Call<ReadContext, z.infer<typeof previewMessageInput>>): Promise<z.infer<typeof previewMessageOutput>> {
  const body = longText("message", input.body);
  const { order, customer } = await staffOrder(ctx.tx, ctx.actor, input.workOrderId);
  const tracked = await readOrder(ctx.tx, { id: input.workOrderId });
  if (tracked === undefined) throw new DomainError("not_found");
  const { name, email, locale } = orderContact(order.contact, customer);
  const content = { to: { name, email }, body };
  const { subject, text } = renderMail({ template: "message", locale, content, tracked, now: ctx.now() });
  return { locale, subject, text: text.replaceAll(trackingToken(order.id, order.linkVersion), "…") };
}
