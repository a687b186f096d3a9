import { and, desc, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import type { Tx } from "@/db/client";
import { estimateDrafts, estimates } from "@/db/schema/customer";
import { actorName } from "@/server/kernel/actor";
import { DomainError } from "@/server/kernel/errors";
import { money } from "@/server/kernel/money";
import type { WriteContext } from "@/server/platform/call";
import type { EstimateAnswered, EstimateSent } from "../contract/work-order-events";
import { type EstimateContent, estimateState, vatWithin } from "../domain/estimate";
import { sealText } from "./customer-vault";
import { openContent, sealContent, type sentEstimateSchema } from "./estimate-content";

type EstimateRow = typeof estimates.$inferSelect;
interface Owner {
  workOrderId: string;
  dataKey: Uint8Array;
}

export async function draftOf(tx: Tx, workOrderId: string) {
  const [draft] = await tx.select().from(estimateDrafts).where(eq(estimateDrafts.workOrderId, workOrderId));
  return draft;
}

/** All versions that were sent, newest first. */
export function versionsOf(tx: Tx, workOrderId: string): Promise<EstimateRow[]> {
  return tx
    .select()
    .from(estimates)
    .where(eq(estimates.workOrderId, workOrderId))
    .orderBy(desc(estimates.version));
}

/** Writes down what was sent; whatever version still waited for its answer is superseded. */
export async function keepSent(
  ctx: WriteContext,
  { workOrderId, dataKey }: Owner,
  sent: EstimateSent,
  content: EstimateContent,
): Promise<void> {
  const at = ctx.now();
  await ctx.tx
    .update(estimates)
    .set({ supersededAt: at })
    .where(
      and(
        eq(estimates.workOrderId, workOrderId),
        isNull(estimates.answeredAt),
        isNull(estimates.supersededAt),
      ),
    );
  await ctx.tx.insert(estimates).values({
    workOrderId,
    version: sent.version,
    content: sealContent(dataKey, content),
    currency: sent.currency,
    vatRate: sent.vatRate,
    totalMinor: sent.totalMinor,
    validUntil: new Date(sent.validUntil),
    sentAt: at,
    sentBy: actorName(ctx.actor),
  });
}

/** Writes an answer down with the name that was typed; one answer a version, whoever comes at the same moment. */
export async function keepAnswer(
  ctx: WriteContext,
  { workOrderId, dataKey }: Owner,
  answer: EstimateAnswered,
  name: string,
): Promise<void> {
  const kept = await ctx.tx
    .update(estimates)
    .set({
      answeredAt: ctx.now(),
      answeredBy: actorName(ctx.actor),
      way: answer.way,
      name: sealText(dataKey, name),
      accepted: answer.accepted,
      acceptedMinor: answer.acceptedMinor,
    })
    .where(
      and(
        eq(estimates.workOrderId, workOrderId),
        eq(estimates.version, answer.version),
        isNull(estimates.answeredAt),
        isNull(estimates.supersededAt),
      ),
    )
    .returning({ version: estimates.version });
  if (kept.length === 0) throw new DomainError("version_conflict");
}

/** A version as it is shown, its words opened and its prices worked out. */
export function sentEstimate(
  row: EstimateRow,
  { dataKey, status, now }: { dataKey: Uint8Array; status: string; now: Date },
): z.infer<typeof sentEstimateSchema> {
  const { finding, days, replacementMinor, lines } = openContent(dataKey, row.content);
  const { currency, vatRate, totalMinor, accepted, answeredAt, way, acceptedMinor } = row;
  return {
    version: row.version,
    state: estimateState(row, status, now),
    finding,
    days: days ?? 1,
    replacement: replacementMinor === null ? null : money(replacementMinor, currency),
    lines: lines.map(({ id, kind, text, quantity, unitMinor }) => ({
      id,
      kind,
      text,
      quantity,
      unit: money(unitMinor, currency),
      total: money(quantity * unitMinor, currency),
      accepted: accepted === null ? null : accepted.includes(id),
    })),
    total: money(totalMinor, currency),
    vat: money(vatWithin(totalMinor, vatRate), currency),
    vatRate,
    sentAt: row.sentAt.toISOString(),
    validUntil: row.validUntil.toISOString(),
    answer:
      answeredAt === null || way === null || acceptedMinor === null
        ? null
        : {
            at: answeredAt.toISOString(),
            way,
            accepted: money(acceptedMinor, currency),
            vat: money(vatWithin(acceptedMinor, vatRate), currency),
          },
  };
}
