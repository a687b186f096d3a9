import { and, asc, eq, gt, isNull, lt, lte, or } from "drizzle-orm";
import { z } from "zod";
import { customers, estimates, workOrders } from "@/db/schema/customer";
import type { Call, WriteContext } from "@/server/platform/call";
import { openContent } from "../adapters/estimate-content";
import { tellOfEstimate } from "../adapters/tell-customer";

export const remindOfEstimatesOutput = z.object({ reminded: z.number().int() });

/** After so many days without an answer the customer is reminded, once each. */
const remindedAfterDays = [2, 5] as const;
const dayMillis = 86_400_000;
const batch = 50;

/** Reminds customers of estimates that wait for them; an answer, a newer version or the end of its validity stops it. */
export async function remindOfEstimates({
  ctx,
}: Call<WriteContext, void>): Promise<z.infer<typeof remindOfEstimatesOutput>> {
  const now = ctx.now();
  const due = remindedAfterDays.map((days, before) =>
    and(lte(estimates.sentAt, new Date(now.getTime() - days * dayMillis)), lte(estimates.reminders, before)),
  );
  const found = await ctx.tx
    .select({ estimate: estimates, order: workOrders, customer: customers })
    .from(estimates)
    .innerJoin(workOrders, eq(workOrders.id, estimates.workOrderId))
    .innerJoin(customers, eq(customers.id, workOrders.customerId))
    .where(
      and(
        isNull(estimates.answeredAt),
        isNull(estimates.supersededAt),
        lt(estimates.reminders, remindedAfterDays.length),
        gt(estimates.validUntil, now),
        eq(workOrders.status, "awaiting_approval"),
        or(...due),
      ),
    )
    .orderBy(asc(estimates.sentAt))
    .limit(batch);
  let reminded = 0;
  for (const { estimate, order, customer } of found) {
    const { workOrderId, version, sentAt } = estimate;
    const waitedDays = (now.getTime() - sentAt.getTime()) / dayMillis;
    // Whoever counts first reminds; an answer that comes meanwhile has changed the row too.
    const counted = await ctx.tx
      .update(estimates)
      .set({ reminders: remindedAfterDays.filter((days) => days <= waitedDays).length })
      .where(
        and(
          eq(estimates.workOrderId, workOrderId),
          eq(estimates.version, version),
          eq(estimates.reminders, estimate.reminders),
          isNull(estimates.answeredAt),
          isNull(estimates.supersededAt),
        ),
      )
      .returning({ version: estimates.version });
    if (counted.length === 0) continue;
    reminded += 1;
    const content = openContent(customer.dataKey, estimate.content);
    await tellOfEstimate(ctx, { order, customer }, "estimate_reminder", {
      ...content,
      version,
      totalMinor: estimate.totalMinor,
      validUntil: estimate.validUntil.toISOString(),
    });
  }
  return { reminded };
}
