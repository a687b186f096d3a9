import type { Money } from "@/server/kernel/money";

/** What is asked for in advance: the fault's share of the highest price, in whole units of the currency. */
export function depositFor({ amountMinor, currency }: Money, percent: number): Money | null {
  if (percent === 0) return null;
  return { amountMinor: Math.max(1, Math.round((amountMinor * percent) / 10_000)) * 100, currency };
}
