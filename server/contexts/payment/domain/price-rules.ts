/** What a part is sold for against what it was bought for, in percent. */
const partMarginPercent = 135;

export function partPricing(perEuro: string): { perEuro: string; marginPercent: number } {
  return { perEuro, marginPercent: partMarginPercent };
}

/** A rate as it is written: "0.2100" → "0.21", "0.2550" → "0.255", "0.2000" → "0.20". */
export function rateText(rate: string): string {
  const [whole = "0", decimals = ""] = rate.split(".");
  return `${whole}.${decimals.replace(/0+$/, "").padEnd(2, "0")}`;
}
