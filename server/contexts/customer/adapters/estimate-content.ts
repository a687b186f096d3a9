import { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { moneySchema } from "@/server/kernel/money";
import { lengthOf, lineOf, paragraphsOf } from "@/server/kernel/text";
import { answerWays, estimateLineKinds } from "../contract/work-order-events";
import { type EstimateContent, type EstimateLine, estimateLimits } from "../domain/estimate";
import { openText, sealText } from "./customer-vault";

/** What a person writes. Numbers are judged by the domain, which names the line that is wrong. */
export const estimateContentSchema = z.object({
  finding: z.string().max(estimateLimits.finding * 8),
  days: z.number().int().min(1).max(estimateLimits.days).nullable(),
  replacementMinor: z.number().int().min(0).max(estimateLimits.totalMinor).nullable(),
  lines: z
    .array(
      z.object({
        id: z.uuid(),
        kind: z.enum(estimateLineKinds),
        text: z.string().max(estimateLimits.lineText * 8),
        quantity: z.number(),
        unitMinor: z.number(),
      }),
    )
    .max(200),
});

/** What is shown of a line, with its price worked out. */
const estimateLineSchema = z.object({
  id: z.uuid(),
  kind: z.enum(estimateLineKinds),
  text: z.string(),
  quantity: z.number().int(),
  unit: moneySchema,
  total: moneySchema,
  /** Null while nobody has answered. */
  accepted: z.boolean().nullable(),
});

/** An estimate that was sent, as desk and customer see it. */
export const sentEstimateSchema = z.object({
  version: z.number().int(),
  state: z.enum(["open", "expired", "superseded", "answered", "over"]),
  finding: z.string(),
  /** Working days from the answer on. */
  days: z.number().int(),
  /** What a replacement for the time costs, VAT included; null: there is none. */
  replacement: moneySchema.nullable(),
  lines: z.array(estimateLineSchema),
  /** VAT included, with what of it is VAT. */
  total: moneySchema,
  vat: moneySchema,
  vatRate: z.string(),
  sentAt: z.string(),
  validUntil: z.string(),
  answer: z
    .object({ at: z.string(), way: z.enum(answerWays), accepted: moneySchema, vat: moneySchema })
    .nullable(),
});

/** The words as they are kept: cleaned, within their limits. */
export function cleanContent(typed: z.infer<typeof estimateContentSchema>): EstimateContent {
  const finding = paragraphsOf(typed.finding);
  const [length, limit] = [lengthOf(finding), estimateLimits.finding];
  if (length > limit) throw new DomainError("text_too_long", { field: "finding", limit, length });
  const lines = typed.lines.map((line): EstimateLine => ({ ...line, text: lineOf(line.text) }));
  return { ...typed, finding, lines };
}

export function sealContent(dataKey: Uint8Array, content: EstimateContent): Uint8Array {
  return sealText(dataKey, JSON.stringify(content));
}

export function openContent(dataKey: Uint8Array, sealed: Uint8Array): EstimateContent {
  // Written by sealContent() alone.
  return JSON.parse(openText(dataKey, sealed)) as EstimateContent;
}
