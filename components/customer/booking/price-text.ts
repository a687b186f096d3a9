import { moneyRange } from "@/components/ui/format";

interface Money {
  amountMinor: number;
  currency: string;
}

const minorPerMajor = 100;

/** An estimate in whole units, rounded outwards: cents would promise an exactness that a range does not have. */
export function priceText({ low, high }: { low: Money; high: Money }, locale: string): string {
  const whole = (amount: Money, round: (value: number) => number): Money => ({
    ...amount,
    amountMinor: round(amount.amountMinor / minorPerMajor) * minorPerMajor,
  });
  return moneyRange(whole(low, Math.floor), whole(high, Math.ceil), locale);
}
