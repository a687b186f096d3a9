/** Letters that Unicode doesn't take apart into a base letter and a mark. */
const PLAIN_LETTERS: Record<string, string> = {
  ł: "l",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ħ: "h",
  ı: "i",
  ŋ: "n",
};

const GERMAN_UMLAUTS: Record<string, string> = { ä: "ae", ö: "oe", ü: "ue", å: "aa", ø: "oe" };

function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[łøđðþßæœħıŋ]/g, (letter) => PLAIN_LETTERS[letter] ?? letter)
    .replace(/['’`´]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/**
 * Text as search compares it: lower case, no accents, no punctuation, single spaces.
 * "Łódź" → "lodz", "’s-Hertogenbosch" → "s hertogenbosch", "München" → "munchen".
 */
export function normalizeSearch(text: string): string {
  return fold(text.normalize("NFC").toLowerCase());
}

/**
 * Every spelling under which a name is found: "München" → ["munchen", "muenchen"],
 * "Århus" → ["arhus", "aarhus"]. A name without such letters has one spelling.
 */
export function searchSpellings(text: string): string[] {
  const lower = text.normalize("NFC").toLowerCase();
  const expanded = lower.replace(/[äöüåø]/g, (letter) => GERMAN_UMLAUTS[letter] ?? letter);
  return [...new Set([fold(lower), fold(expanded)])];
}
