import { sql } from "drizzle-orm";
import { z } from "zod";
import { rows } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { money, moneySchema } from "@/server/kernel/money";
import type { Call, ReadContext } from "@/server/platform/call";
import { partPricing, rateText } from "../domain/price-rules";

export const labourPriceInput = z.object({
  country: z.string().length(2),
  faultId: z.string().min(1).max(120),
  /** The day on which the work is done, as the country counts days; today when left out. */
  at: z.iso.date().optional(),
});
export const labourPriceOutput = z.object({
  /** Before VAT. */
  low: moneySchema,
  high: moneySchema,
  /** The share of the net price that VAT adds: "0.21". */
  vatRate: z.string(),
  /** What turns a part's buying price in euro into its selling price before VAT. */
  partPricing: z.object({ perEuro: z.string(), marginPercent: z.number().int() }),
});

interface PriceRow {
  lowMinor: string;
  highMinor: string;
  currency: string;
  vatRate: string;
  perEuro: string;
}

/** Labour for a fault in a country, with the VAT and the exchange rate of a day; refuses with `price_unknown`. */
export async function labourPrice({
  ctx,
  input,
}: Call<ReadContext, z.infer<typeof labourPriceInput>>): Promise<z.infer<typeof labourPriceOutput>> {
  const at = input.at ?? ctx.now().toISOString().slice(0, 10);
  const [price] = await rows<PriceRow>(
    ctx.tx,
    sql`
      select l.low_minor::text as "lowMinor", l.high_minor::text as "highMinor", l.currency,
        v.rate::text as "vatRate", x.per_euro::text as "perEuro"
      from (select low_minor, high_minor, currency from payment.labour_prices
            where country = ${input.country} and fault_id = ${input.faultId} and valid_from <= ${at}::date
            order by valid_from desc limit 1) l
      cross join (select rate from payment.vat_rates
                  where country = ${input.country} and valid_from <= ${at}::date
                  order by valid_from desc limit 1) v
      cross join lateral (select per_euro from payment.exchange_rates
                          where currency = l.currency and valid_from <= ${at}::date
                          order by valid_from desc limit 1) x`,
  );
  if (price === undefined) throw new DomainError("price_unknown");
  return {
    low: money(BigInt(price.lowMinor), price.currency),
    high: money(BigInt(price.highMinor), price.currency),
    vatRate: rateText(price.vatRate),
    partPricing: partPricing(price.perEuro),
  };
}
