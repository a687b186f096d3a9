import type { WriteContext } from "@/server/platform/call";
import type { WorkOrderStatus } from "../domain/transitions";
import { type MailContent, type MailedEstimate, type MailTemplate, queueMail } from "./customer-mails";
import { orderContact } from "./order-contact";
import type { StaffOrder } from "./staff-order";

/** Steps that a customer wants to hear of; the others they see when they look. An estimate has a mail of its own. */
const toldOf: ReadonlySet<WorkOrderStatus> = new Set(["received", "awaiting_parts", "ready", "unrepairable"]);

/** Writes to whoever booked the order, in their language. */
export async function tellCustomer(
  ctx: Pick<WriteContext, "tx" | "now">,
  { order, customer }: StaffOrder,
  template: MailTemplate,
  content: Omit<MailContent, "to"> = {},
): Promise<void> {
  const { name, email, locale } = orderContact(order.contact, customer);
  await queueMail(ctx, {
    customer,
    workOrderId: order.id,
    template,
    locale,
    to: { name, email },
    ...content,
  });
}

/** Asks for the answer to an estimate, or reminds of it. */
export function tellOfEstimate(
  ctx: Pick<WriteContext, "tx" | "now">,
  found: StaffOrder,
  template: "estimate" | "estimate_reminder",
  { version, finding, lines, totalMinor, validUntil }: MailedEstimate,
): Promise<void> {
  return tellCustomer(ctx, found, template, {
    estimate: { version, finding, lines, totalMinor, validUntil },
  });
}

/** The mail of a step, where it has one. */
export async function tellOfStatus(
  ctx: Pick<WriteContext, "tx" | "now">,
  found: StaffOrder,
  status: WorkOrderStatus,
): Promise<void> {
  if (toldOf.has(status)) await tellCustomer(ctx, found, "status", { status });
}
