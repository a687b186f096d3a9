import { mails } from "@/db/schema/customer";
import { uuidV7 } from "@/server/kernel/ids";
import type { WriteContext } from "@/server/platform/call";
import type { PromiseReason } from "../contract/work-order-events";
import type { EstimateLine } from "../domain/estimate";
import { sealText } from "./customer-vault";

/** What a customer is written about. Each has its texts under its name in messages/<locale>/mail.json. */
export const mailTemplates = [
  "booking_confirmed",
  "booking_cancelled",
  "rescheduled",
  "message",
  "status",
  "promise_changed",
  "estimate",
  "estimate_reminder",
] as const;
export type MailTemplate = (typeof mailTemplates)[number];

/** What a mail says of an estimate, in the order's currency. */
export interface MailedEstimate {
  version: number;
  finding: string;
  lines: readonly EstimateLine[];
  totalMinor: number;
  validUntil: string;
}

/** To whom, and what can't be read from the order when it is sent. Sealed with the customer's key. */
export interface MailContent {
  to: { name: string; email: string };
  /** For `message`: what was written. */
  body?: string;
  /** For `status`: the status that was reached. */
  status?: string;
  /** For `promise_changed`: why. */
  reason?: PromiseReason;
  /** For `estimate` and its reminder. */
  estimate?: MailedEstimate;
}

/** Writes a mail down in the transaction that gives the reason for it; the worker renders and sends it. */
export async function queueMail(
  ctx: Pick<WriteContext, "tx" | "now">,
  mail: {
    customer: { id: string; dataKey: Uint8Array };
    workOrderId: string;
    template: MailTemplate;
    locale: string;
  } & MailContent,
): Promise<void> {
  const { customer, workOrderId, template, locale, ...content } = mail;
  const createdAt = ctx.now();
  await ctx.tx.insert(mails).values({
    id: uuidV7(createdAt.getTime()),
    customerId: customer.id,
    workOrderId,
    template,
    locale,
    content: sealText(customer.dataKey, JSON.stringify(content satisfies MailContent)),
    createdAt,
  });
}
