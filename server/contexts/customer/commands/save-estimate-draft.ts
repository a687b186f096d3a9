import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { estimateDrafts } from "@/db/schema/customer";
import { actorName } from "@/server/kernel/actor";
import { DomainError, type ErrorDetails } from "@/server/kernel/errors";
import type { Call, VerbContext, WriteContext } from "@/server/platform/call";
import { colleagueNames } from "@/server/platform/people";
import { inTransaction, writing } from "@/server/platform/verb";
import { cleanContent, estimateContentSchema, sealContent } from "../adapters/estimate-content";
import { draftOf } from "../adapters/estimate-store";
import { staffOrder } from "../adapters/staff-order";
import { linesAreWithinLimits } from "../domain/estimate";
import { isClosed, type WorkOrderStatus } from "../domain/transitions";

export const saveEstimateDraftInput = z.object({
  workOrderId: z.uuid(),
  /** The revision that the person had before their eyes; 0 for a new draft. */
  revision: z.number().int().min(0),
  content: estimateContentSchema,
});
export const saveEstimateDraftOutput = z.object({ revision: z.number().int() });

type Input = z.infer<typeof saveEstimateDraftInput>;
type Output = z.infer<typeof saveEstimateDraftOutput>;

/**
 * Keeps what is written so far. A draft may lack anything, but its numbers are within their limits. Refuses with
 * `version_conflict`, and who it was, when somebody else kept another state meanwhile.
 */
export async function saveEstimateDraft(call: Call<VerbContext, Input>): Promise<Output> {
  try {
    return await writing(saveOnce)(call);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "version_conflict") throw error;
    throw new DomainError("version_conflict", await lastEdit(call), error);
  }
}

async function saveOnce({ ctx, input }: Call<WriteContext, Input>): Promise<Output> {
  const { workOrderId, revision } = input;
  const { order, customer } = await staffOrder(ctx.tx, ctx.actor, workOrderId);
  // Written by decide() alone.
  if (isClosed(order.status as WorkOrderStatus)) {
    throw new DomainError("transition_not_allowed", { from: order.status, move: "request_approval" });
  }
  const content = cleanContent(input.content);
  linesAreWithinLimits(content.lines);
  const kept = {
    revision: revision + 1,
    content: sealContent(customer.dataKey, content),
    editedAt: ctx.now(),
    editedBy: actorName(ctx.actor),
  };
  const saved =
    revision === 0
      ? await ctx.tx
          .insert(estimateDrafts)
          .values({ workOrderId, ...kept })
          .onConflictDoNothing()
          .returning({ revision: estimateDrafts.revision })
      : await ctx.tx
          .update(estimateDrafts)
          .set(kept)
          .where(and(eq(estimateDrafts.workOrderId, workOrderId), eq(estimateDrafts.revision, revision)))
          .returning({ revision: estimateDrafts.revision });
  if (saved.length === 0) throw new DomainError("version_conflict");
  return { revision: kept.revision };
}

/** Who kept the draft as it is now, and when; without one it was sent meanwhile. */
async function lastEdit({ ctx, input }: Call<VerbContext, Input>): Promise<ErrorDetails> {
  const draft = await inTransaction(ctx, ({ tx }) => draftOf(tx, input.workOrderId));
  if (draft === undefined) return {};
  const names = await colleagueNames([draft.editedBy]);
  return {
    changedBy: names.get(draft.editedBy) ?? "",
    changedByKind: "staff",
    changedAt: draft.editedAt.toISOString(),
  };
}
