const mostPieces = 100_000;
export type QuantityProblem = "empty" | "notNumber" | "negative" | "fraction" | "tooMany";

/** How many pieces somebody typed, or what is wrong with it. Separators of thousands are refused: elsewhere they mean decimals. */
export function quantityFrom(typed: string): number | QuantityProblem {
  const text = typed.trim();
  if (text === "") return "empty";
  if (/^[-−]\s*\d+([.,]\d+)?$/.test(text)) return "negative";
  if (/^\d+[.,]\d+$/.test(text)) return "fraction";
  if (!/^\d+$/.test(text)) return "notNumber";
  const pieces = Number(text);
  return pieces > mostPieces ? "tooMany" : pieces;
}
