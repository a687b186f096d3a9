import { sql } from "drizzle-orm";
import { rows, type Tx } from "@/db/client";
import { type Money, money } from "@/server/kernel/money";

/** What Payment's `prices.labour` answers, from Customer's copy. */
export interface LabourPrice {
  low: Money;
  high: Money;
  vatRate: string;
  partPricing: { perEuro: string; marginPercent: number };
}

interface Row {
  lowMinor: string;
  highMinor: string;
  currency: string;
  vatRate: string;
  perEuro: string;
  marginPercent: number;
  askedAt: string;
}

/** Labour for a fault in a country on a day, as the copy has it; undefined when it has none. */
export async function copiedLabour(
  tx: Tx,
  { country, faultId, at }: { country: string; faultId: string; at: string },
): Promise<{ price: LabourPrice; askedAt: Date } | undefined> {
  const [row] = await rows<Row>(
    tx,
    sql`
      select l.low_minor::text as "lowMinor", l.high_minor::text as "highMinor", l.currency,
        v.rate as "vatRate", x.per_euro as "perEuro", (c.facts ->> 'partMarginPercent')::int as "marginPercent",
        to_char(c.asked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "askedAt"
      from customer.read_copies c
      cross join lateral (select low_minor, high_minor, currency from customer.labour_prices
        where country = ${country} and fault_id = ${faultId} and valid_from <= ${at}::date
        order by valid_from desc limit 1) l
      cross join lateral (select rate from customer.vat_rates
        where country = ${country} and valid_from <= ${at}::date order by valid_from desc limit 1) v
      cross join lateral (select per_euro from customer.exchange_rates
        where currency = l.currency and valid_from <= ${at}::date order by valid_from desc limit 1) x
      where c.name = 'customer.prices'`,
  );
  if (row === undefined) return undefined;
  const price = {
    low: money(BigInt(row.lowMinor), row.currency),
    high: money(BigInt(row.highMinor), row.currency),
    vatRate: row.vatRate,
    partPricing: { perEuro: row.perEuro, marginPercent: row.marginPercent },
  };
  return { price, askedAt: new Date(row.askedAt) };
}
