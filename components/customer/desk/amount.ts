import { minorDigits } from "@/components/ui/format";

/**
 * An amount as people type it at a till, in minor units: `259`, `259,9`, `259.90`. Null for anything else, thousands'
 * separators included, for they mean decimals elsewhere.
 */
export function amountFrom(typed: string, currency: string): number | null {
  const digits = minorDigits(currency);
  const [, whole, fraction = ""] = /^\s*(\d{1,7})(?:[.,](\d{1,2}))?\s*$/.exec(typed) ?? [];
  if (whole === undefined || fraction.length > digits) return null;
  return Number(whole) * 10 ** digits + Number(fraction.padEnd(digits, "0") || 0);
}

/** The same amount as a person would type it. */
export function typedAmount(amountMinor: number, currency: string): string {
  return (amountMinor / 10 ** minorDigits(currency)).toFixed(minorDigits(currency));
}
