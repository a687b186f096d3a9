import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { estimateDrafts } from "@/db/schema/customer";
import { DomainError } from "@/server/kernel/errors";
import type { Call, VerbContext } from "@/server/platform/call";
import { inTransaction } from "@/server/platform/verb";
import {
  type ChangedOrder,
  changedOrderSchema,
  changeOrder,
  orderChangeInput,
  sayingWhoChangedIt,
} from "../adapters/change-order";
import { openContent } from "../adapters/estimate-content";
import { draftOf, keepSent } from "../adapters/estimate-store";
import { estimateTerms } from "../adapters/estimate-terms";
import { tellOfEstimate } from "../adapters/tell-customer";
import { estimateIsComplete, validUntil } from "../domain/estimate";
import { moves } from "../domain/transitions";

export const sendEstimateInput = orderChangeInput.extend({
  /** The draft as the person read it. */
  revision: z.number().int().min(1),
});
export const sendEstimateOutput = changedOrderSchema.extend({ estimateVersion: z.number().int() });

type Input = z.infer<typeof sendEstimateInput>;
type Output = z.infer<typeof sendEstimateOutput>;

/**
 * Makes the draft the next version of the estimate and asks the customer; a version that still waited is superseded.
 * Refuses with `estimate_incomplete`, `version_conflict`, `transition_not_allowed` and `price_unknown`.
 */
export const sendEstimate = sayingWhoChangedIt(sendOnce);

async function sendOnce({ ctx, input }: Call<VerbContext, Input>): Promise<Output> {
  const { center, labour } = await estimateTerms(ctx, input.id);
  return inTransaction(ctx, async (inside) => {
    const draft = await draftOf(inside.tx, input.id);
    if (draft?.revision !== input.revision) throw new DomainError("version_conflict");
    const { changed, found, events } = await changeOrder(
      inside,
      input,
      moves.request_approval.roles,
      async ({ customer, order }) => {
        const content = openContent(customer.dataKey, draft.content);
        estimateIsComplete(content);
        return {
          kind: "send_estimate",
          currency: order.currency,
          vatRate: labour.vatRate,
          lines: content.lines,
          validUntil: validUntil(ctx.now(), center.timeZone).toISOString(),
        };
      },
    );
    const sent = events.find(({ type }) => type === "work_order.estimate_sent.v1");
    if (sent?.type !== "work_order.estimate_sent.v1") throw new Error("nothing was sent");
    const { dataKey } = found.customer;
    const content = openContent(dataKey, draft.content);
    await keepSent(inside, { workOrderId: input.id, dataKey }, sent.data, content);
    await inside.tx
      .delete(estimateDrafts)
      .where(and(eq(estimateDrafts.workOrderId, input.id), eq(estimateDrafts.revision, input.revision)));
    await tellOfEstimate(inside, found, "estimate", { ...sent.data, ...content });
    return { ...(changed satisfies ChangedOrder), estimateVersion: sent.data.version };
  });
}
