import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { mails } from "@/db/schema/customer";
import { DomainError } from "@/server/kernel/errors";
import type { Call, WriteContext } from "@/server/platform/call";
import { queueMail } from "../adapters/customer-mails";
import { orderContact } from "../adapters/order-contact";
import { readOrder } from "../adapters/tracked-order";
import { loadWorkOrder, recordWorkOrderEvents } from "../adapters/work-order-store";
import { decide } from "../domain/work-order";

export const rescheduleOrderInput = z.object({
  orderId: z.uuid(),
  start: z.iso.datetime(),
  end: z.iso.datetime(),
  promisedBy: z.iso.datetime(),
});
/** `from` is the time that is taken back. */
export const takeRescheduleBackInput = rescheduleOrderInput.extend({ from: z.iso.datetime() });
export const rescheduleOrderOutput = z.object({ changed: z.boolean() });

type Input = z.infer<typeof rescheduleOrderInput>;
type Output = z.infer<typeof rescheduleOrderOutput>;

/** Gives a booking another time and writes to its customer. Repeatable; refuses with `transition_not_allowed`. */
export async function rescheduleOrder({ ctx, input }: Call<WriteContext, Input>): Promise<Output> {
  if (!(await moveTo(ctx, input))) return { changed: false };
  const tracked = await readOrder(ctx.tx, { id: input.orderId });
  if (tracked === undefined) throw new DomainError("not_found");
  const { order, customer } = tracked;
  const { name, email, locale } = orderContact(order.contact, customer);
  const to = { name, email };
  await queueMail(ctx, { customer, workOrderId: order.id, template: "rescheduled", locale, to });
  return { changed: true };
}

/** The new slot was lost: the booking has its old time again, unless it is no booking or has been moved on since. */
export async function takeRescheduleBack({
  ctx,
  input,
}: Call<WriteContext, z.infer<typeof takeRescheduleBackInput>>): Promise<Output> {
  const { order } = await loadWorkOrder(ctx.tx, input.orderId);
  if (order.status !== "booked" || order.slotStart !== input.from) return { changed: false };
  if (!(await moveTo(ctx, input))) return { changed: false };
  await ctx.tx
    .delete(mails)
    .where(
      and(eq(mails.workOrderId, input.orderId), eq(mails.template, "rescheduled"), isNull(mails.sentAt)),
    );
  return { changed: true };
}

async function moveTo(ctx: WriteContext, { orderId, start, end, promisedBy }: Input): Promise<boolean> {
  const loaded = await loadWorkOrder(ctx.tx, orderId);
  const events = decide({ kind: "reschedule", slotStart: start, slotEnd: end, promisedBy }, loaded.order);
  if (events.length > 0) await recordWorkOrderEvents(ctx, orderId, loaded, events);
  return events.length > 0;
}
