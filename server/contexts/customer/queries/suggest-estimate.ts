import { z } from "zod";
import { uuidV7 } from "@/server/kernel/ids";
import { type Money, moneySchema, scaleMoney } from "@/server/kernel/money";
import { isAway } from "@/server/platform/away";
import type { Call, VerbContext } from "@/server/platform/call";
import { translator } from "@/server/platform/translate";
import { estimateContentSchema } from "../adapters/estimate-content";
import { estimateTerms } from "../adapters/estimate-terms";
import { orderContact } from "../adapters/order-contact";
import { partFor } from "../adapters/prices";
import { partPrice, ratio } from "../domain/price-range";

export const suggestEstimateInput = z.object({ workOrderId: z.uuid() });
export const suggestEstimateOutput = z.object({
  content: estimateContentSchema,
  currency: z.string(),
  vatRate: z.string(),
  /** What was said before the device was seen. */
  range: z.object({ low: moneySchema, high: moneySchema }),
});

/**
 * Where an estimate begins: labour in the middle of its range, the likely part, the way's fee, each VAT included and
 * named in the customer's language. What can't be asked just now is left out.
 */
export async function suggestEstimate({
  ctx,
  input,
}: Call<VerbContext, z.infer<typeof suggestEstimateInput>>): Promise<z.infer<typeof suggestEstimateOutput>> {
  const { found, labour } = await estimateTerms(ctx, input.workOrderId);
  const { order, customer } = found;
  const words = translator(orderContact(order.contact, customer).locale, "tracking");
  const [{ part }, fee] = await Promise.all([partOf(ctx, order), feeOf(ctx, order)]);
  const [vat, one] = ratio(labour.vatRate);
  const withVat = (net: Money): number => scaleMoney(net, one + vat, one).amountMinor;
  const middle: Money = {
    amountMinor: Math.round((labour.low.amountMinor + labour.high.amountMinor) / 2),
    currency: labour.low.currency,
  };
  const price = partPrice({ part: part?.buyingPrice ?? null, labour, partPricing: labour.partPricing });
  const line = (kind: "labour" | "part" | "fee", text: string, unitMinor: number) => ({
    id: uuidV7(ctx.now().getTime()),
    kind,
    text,
    quantity: 1,
    unitMinor,
  });
  return {
    content: {
      finding: "",
      days: null,
      replacementMinor: null,
      lines: [
        line("labour", words("estimate.suggested.labour"), withVat(middle)),
        ...(price === null ? [] : [line("part", words("estimate.suggested.part"), withVat(price))]),
        ...(fee === 0 ? [] : [line("fee", words(`estimate.suggested.fee.${order.method}`), fee)]),
      ],
    },
    currency: order.currency,
    vatRate: labour.vatRate,
    range: {
      low: { amountMinor: order.estimateLowMinor, currency: order.currency },
      high: { amountMinor: order.estimateHighMinor, currency: order.currency },
    },
  };
}

type Order = Awaited<ReturnType<typeof estimateTerms>>["found"]["order"];

async function partOf(ctx: VerbContext, { deviceModelId, faultId, serviceCenterId }: Order) {
  try {
    return await partFor(ctx, { deviceModelId, faultId, serviceCenterId });
  } catch (error) {
    if (!isAway(error)) throw error;
    return { part: null };
  }
}

/** What the way in costs at least, VAT included, in minor units. */
async function feeOf(ctx: VerbContext, { serviceCenterId: id, method }: Order): Promise<number> {
  try {
    const { fees } = await ctx.contexts.location.serviceCenters.terms.query({ id });
    return fees.find((each) => each.method === method)?.low.amountMinor ?? 0;
  } catch (error) {
    if (!isAway(error)) throw error;
    return 0;
  }
}
