import { z } from "zod";
import type { Call, VerbContext } from "@/server/platform/call";
import { colleagueNames } from "@/server/platform/people";
import { inTransaction } from "@/server/platform/verb";
import { openText } from "../adapters/customer-vault";
import { estimateContentSchema, openContent, sentEstimateSchema } from "../adapters/estimate-content";
import { draftOf, sentEstimate, versionsOf } from "../adapters/estimate-store";
import { staffOrder } from "../adapters/staff-order";
import { whoSchema, whoWas } from "../adapters/who";

export const estimatesOfOrderInput = z.object({ workOrderId: z.uuid() });
export const estimatesOfOrderOutput = z.object({
  draft: z
    .object({
      revision: z.number().int(),
      content: estimateContentSchema,
      editedAt: z.string(),
      editedBy: whoSchema,
    })
    .nullable(),
  /** Newest first. */
  versions: z.array(
    sentEstimateSchema.extend({
      sentBy: whoSchema,
      reminders: z.number().int(),
      /** Who said it, as they typed it or as the desk wrote it down, and who did. */
      answeredBy: z.object({ name: z.string(), who: whoSchema }).nullable(),
    }),
  ),
});

/** An order's draft and all versions of its estimate that were sent, for staff of its centre. */
export async function estimatesOfOrder({
  ctx,
  input,
}: Call<VerbContext, z.infer<typeof estimatesOfOrderInput>>): Promise<
  z.infer<typeof estimatesOfOrderOutput>
> {
  const { found, draft, versions } = await inTransaction(ctx, async ({ tx }) => ({
    found: await staffOrder(tx, ctx.actor, input.workOrderId),
    draft: await draftOf(tx, input.workOrderId),
    versions: await versionsOf(tx, input.workOrderId),
  }));
  const { dataKey } = found.customer;
  const actors = [draft?.editedBy, ...versions.flatMap(({ sentBy, answeredBy }) => [sentBy, answeredBy])];
  const names = await colleagueNames(actors.filter((actor) => actor != null));
  const about = { dataKey, status: found.order.status, now: ctx.now() };
  return {
    draft:
      draft === undefined
        ? null
        : {
            revision: draft.revision,
            content: openContent(dataKey, draft.content),
            editedAt: draft.editedAt.toISOString(),
            editedBy: whoWas(draft.editedBy, names),
          },
    versions: versions.map((row) => ({
      ...sentEstimate(row, about),
      sentBy: whoWas(row.sentBy, names),
      reminders: row.reminders,
      answeredBy:
        row.name === null || row.answeredBy === null
          ? null
          : { name: openText(dataKey, row.name), who: whoWas(row.answeredBy, names) },
    })),
  };
}
