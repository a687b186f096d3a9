import { moneyRange } from "@/components/ui/format";

interface Money {
  amountMinor: number;
  currency: string;
}

const minorPerMajor = 100;

function whole(amount: Money, round: (value: number) => number): Money {
  return { ...amount, amountMinor: round(amount.amountMinor / minorPerMajor) * minorPerMajor };
}

/** An estimate in whole units, rounded outwards: cents would promise an exactness that a range does not have. */
export function priceText({ low, high }: { low: Money; high: Money }, locale: string): string {
  return moneyRange(whole(low, Math.floor), whole(high, Math.ceil), locale);
}

/** The upper end of the same range. */
export function mostText({ high }: { high: Money }, locale: string): string {
  return moneyRange(whole(high, Math.ceil), whole(high, Math.ceil), locale);
}
