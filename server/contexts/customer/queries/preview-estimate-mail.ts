import { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import type { Call, VerbContext } from "@/server/platform/call";
import { inTransaction } from "@/server/platform/verb";
import { openContent } from "../adapters/estimate-content";
import { draftOf, versionsOf } from "../adapters/estimate-store";
import { orderContact } from "../adapters/order-contact";
import { renderMail } from "../adapters/render-mail";
import { staffOrder } from "../adapters/staff-order";
import { readOrder } from "../adapters/tracked-order";
import { trackingToken } from "../adapters/tracking-link";
import { estimateIsComplete, sumOf, validUntil } from "../domain/estimate";

export const previewEstimateMailInput = z.object({
  workOrderId: z.uuid(),
  /** The draft as the person kept it. */
  revision: z.number().int().min(1),
});
export const previewEstimateMailOutput = z.object({
  locale: z.string(),
  subject: z.string(),
  text: z.string(),
});

/** The mail that the draft would become if it were sent now; refuses what is incomplete or was changed. */
export async function previewEstimateMail({
  ctx,
  input,
}: Call<VerbContext, z.infer<typeof previewEstimateMailInput>>): Promise<
  z.infer<typeof previewEstimateMailOutput>
> {
  return inTransaction(ctx, async ({ tx }) => {
    const { order, customer } = await staffOrder(tx, ctx.actor, input.workOrderId);
    const [tracked, draft, [last]] = [
      await readOrder(tx, { id: order.id }),
      await draftOf(tx, order.id),
      await versionsOf(tx, order.id),
    ];
    if (tracked === undefined) throw new DomainError("not_found");
    if (draft?.revision !== input.revision) throw new DomainError("version_conflict");
    const drafted = openContent(customer.dataKey, draft.content);
    estimateIsComplete(drafted);
    const { name, email, locale } = orderContact(order.contact, customer);
    const estimate = {
      version: (last?.version ?? 0) + 1,
      finding: drafted.finding,
      lines: drafted.lines,
      totalMinor: sumOf(drafted.lines),
      validUntil: validUntil(ctx.now(), tracked.center.timeZone).toISOString(),
    };
    const content = { to: { name, email }, estimate };
    const { subject, text } = renderMail({ template: "estimate", locale, content, tracked, now: ctx.now() });
    const secret = trackingToken(order.id, order.linkVersion);
    return { locale, subject, text: text.replaceAll(secret, "…") };
  });
}
