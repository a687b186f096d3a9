import { addMoney, currencyDigits, type Money, scaleMoney } from "@/server/kernel/money";

/** What a repair's price is made of, as Payment, Inventory and Location say. */
export interface PriceParts {
  /** Before VAT. */
  labour: { low: Money; high: Money };
  /** "0.21" */
  vatRate: string;
  /** Buying price; null when no part is needed. */
  part: Money | null;
  partPricing: { perEuro: string; marginPercent: number };
  /** VAT included, from the nearest area to the farthest. */
  fee: { low: Money; high: Money };
}

/** What a consumer pays, VAT included: (labour + part) with VAT, and the method's fee. */
export function priceRange(parts: PriceParts): { low: Money; high: Money } {
  const part = partPrice(parts);
  const [vat, one] = ratio(parts.vatRate);
  const end = (labour: Money, fee: Money) =>
    addMoney(scaleMoney(part === null ? labour : addMoney(labour, part), one + vat, one), fee);
  return { low: end(parts.labour.low, parts.fee.low), high: end(parts.labour.high, parts.fee.high) };
}

/** A part's selling price before VAT, in the currency of the labour. Parts are bought in euro. */
export function partPrice({
  part,
  labour,
  partPricing,
}: Pick<PriceParts, "part" | "labour" | "partPricing">): Money | null {
  if (part === null) return null;
  const { currency } = labour.low;
  const [rate, one] = part.currency === currency ? [1n, 1n] : ratio(partPricing.perEuro);
  const unit = 10n ** BigInt(currencyDigits(currency));
  const partUnit = 10n ** BigInt(currencyDigits(part.currency));
  const margin = BigInt(partPricing.marginPercent);
  return scaleMoney({ ...part, currency }, rate * unit * margin, one * partUnit * 100n);
}

/** "4.26" → [426, 100]: decimals are never floats. */
export function ratio(decimal: string): [bigint, bigint] {
  const [whole = "0", decimals = ""] = decimal.split(".");
  return [BigInt(whole + decimals), 10n ** BigInt(decimals.length)];
}
