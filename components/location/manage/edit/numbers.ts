/** A number as people of any of our languages type it ("12,5", "12.5"); null for anything else. */
export function typedNumber(text: string): number | null {
  const plain = text.trim().replace("−", "-").replace(",", ".");
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

/** An amount typed in whole units, in the currency's smallest; null unless it is exact and not negative. */
export function typedAmount(text: string, minorDigits: number): number | null {
  const found = /^(\d{1,9})(?:[.,](\d+))?$/.exec(text.trim());
  if (found === null) return null;
  const [, whole = "", part = ""] = found;
  if (part.length > minorDigits) return null;
  return Number(whole + part.padEnd(minorDigits, "0"));
}

/** The same amount as one types it, with the language's own comma or point. */
export function amountToType(amountMinor: number, minorDigits: number, locale: string): string {
  return (amountMinor / 10 ** minorDigits).toLocaleString(locale, {
    minimumFractionDigits: minorDigits,
    maximumFractionDigits: minorDigits,
    useGrouping: false,
  });
}
