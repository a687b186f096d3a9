import { asc } from "drizzle-orm";
import { z } from "zod";
import { exchangeRates, labourPrices, vatRates } from "@/db/schema/payment";
import type { Call, ReadContext } from "@/server/platform/call";
import { digestOf } from "@/server/platform/projections/digest";
import { partPricing, rateText } from "../domain/price-rules";

export const priceListInput = z.object({
  /** Of the list that the caller has; the rows are left out when it is still the same. */
  digest: z.string().max(100).optional(),
});
export const priceListOutput = z.object({
  digest: z.string(),
  partMarginPercent: z.number().int(),
  list: z
    .object({
      labour: z.array(
        z.object({
          country: z.string(),
          faultId: z.string(),
          validFrom: z.string(),
          lowMinor: z.number().int(),
          highMinor: z.number().int(),
          currency: z.string(),
        }),
      ),
      vat: z.array(z.object({ country: z.string(), validFrom: z.string(), rate: z.string() })),
      exchange: z.array(z.object({ currency: z.string(), validFrom: z.string(), perEuro: z.string() })),
    })
    .nullable(),
});

/** All prices of labour with VAT and exchange rates, for contexts that keep a copy. */
export async function priceList({
  ctx,
  input,
}: Call<ReadContext, z.infer<typeof priceListInput>>): Promise<z.infer<typeof priceListOutput>> {
  const { tx } = ctx;
  const labour = await tx
    .select()
    .from(labourPrices)
    .orderBy(asc(labourPrices.country), asc(labourPrices.faultId), asc(labourPrices.validFrom));
  const vat = await tx.select().from(vatRates).orderBy(asc(vatRates.country), asc(vatRates.validFrom));
  const exchange = await tx
    .select()
    .from(exchangeRates)
    .orderBy(asc(exchangeRates.currency), asc(exchangeRates.validFrom));
  const list = {
    labour,
    vat: vat.map(({ country, validFrom, rate }) => ({ country, validFrom, rate: rateText(rate) })),
    exchange: exchange.map(({ currency, validFrom, perEuro }) => ({ currency, validFrom, perEuro })),
  };
  const { marginPercent } = partPricing("1");
  const digest = digestOf([list, marginPercent]);
  return { digest, partMarginPercent: marginPercent, list: digest === input.digest ? null : list };
}
