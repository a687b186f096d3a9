import { z } from "zod";

/** An amount in the currency's minor unit (cents, øre; yen have none). Never a float of major units. */
export const moneySchema = z.object({
  amountMinor: z.number().int(),
  currency: z.string().length(3),
});
export type Money = z.infer<typeof moneySchema>;

export function money(amountMinor: number | bigint, currency: string): Money {
  const amount = Number(amountMinor);
  if (!Number.isSafeInteger(amount)) throw new RangeError(`amount out of range: ${amountMinor}`);
  return { amountMinor: amount, currency };
}

/** Sum of amounts in one currency; mixing currencies is a programming error and throws. */
export function addMoney(first: Money, ...others: Money[]): Money {
  let total = first.amountMinor;
  for (const other of others) {
    if (other.currency !== first.currency) {
      throw new RangeError(`cannot add ${other.currency} to ${first.currency}`);
    }
    total += other.amountMinor;
  }
  return money(total, first.currency);
}

/** Amount times numerator/denominator, rounded half away from zero to the minor unit. */
export function scaleMoney(amount: Money, numerator: bigint, denominator: bigint): Money {
  const product = BigInt(amount.amountMinor) * numerator;
  const half = denominator / 2n;
  const rounded = product >= 0n ? (product + half) / denominator : (product - half) / denominator;
  return money(rounded, amount.currency);
}

/**
 * Decimals of a currency's major unit by ISO 4217: 2 for EUR and HUF, 0 for ISK. Not asked of Intl, whose answer is
 * for display and changes with its data (this Node shows forints without decimals).
 */
export function currencyDigits(currency: string): number {
  return currency === "ISK" || currency === "JPY" ? 0 : 2;
}
