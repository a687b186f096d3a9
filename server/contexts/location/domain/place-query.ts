import { normalizeSearch } from "@/server/kernel/search-text";

/** One reading of what was typed: words of a place's name or postcode, perhaps with a country. */
export interface PlaceTerm {
  text: string;
  country: string | null;
  /** 0 is the most literal reading. */
  order: number;
}

const languages = [
  "en",
  "de",
  "fr",
  "nl",
  "es",
  "it",
  "pl",
  "pt",
  "sv",
  "da",
  "nb",
  "fi",
  "cs",
  "hu",
  "ro",
  "el",
];
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

let countryNames: Map<string, string> | undefined;

/** Countries by code and by their names in Europe's languages: "be", "belgie", "belgique" → "BE". */
function countriesByName(): Map<string, string> {
  if (countryNames !== undefined) return countryNames;
  countryNames = new Map();
  for (const language of languages) {
    const names = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
    for (const first of letters) {
      for (const second of letters) {
        const name = names.of(first + second);
        if (name === undefined) continue;
        // Old codes have names too: "UK" and "GB" are one country.
        const code = new Intl.Locale(`und-${first}${second}`).region ?? first + second;
        countryNames.set((first + second).toLowerCase(), code);
        countryNames.set(normalizeSearch(name), code);
      }
    }
  }
  return countryNames;
}

/** "gent be" → { rest: "gent", country: "BE" }; undefined when the last words name no country. */
function withoutCountry(text: string): { rest: string; country: string } | undefined {
  const words = text.split(" ");
  for (let count = Math.min(3, words.length - 1); count >= 1; count--) {
    const country = countriesByName().get(words.slice(-count).join(" "));
    if (country !== undefined) return { rest: words.slice(0, -count).join(" "), country };
  }
  return undefined;
}

/** The words that carry digits, and the others: "9000 gent" may be found by either. */
function postcodeAndName(text: string): { postcode: string; name: string } {
  const words = text.split(" ");
  const postcode = words.filter((word) => /\d/.test(word)).join(" ");
  return { postcode, name: words.filter((word) => !/\d/.test(word)).join(" ") };
}

/** Every reading of what a person typed, the most literal first; empty when nothing searchable was typed. */
export function placeTerms(typed: string): PlaceTerm[] {
  const text = normalizeSearch(typed);
  const named = withoutCountry(text);
  const readings: [text: string, country: string | null][] = [[text, null]];
  if (named !== undefined) readings.push([named.rest, named.country]);
  for (const [whole, country] of [...readings]) {
    const { postcode, name } = postcodeAndName(whole);
    if (postcode === "") continue;
    readings.push([postcode, country], [postcode.replaceAll(" ", ""), country]);
    if (name.length > 1) readings.push([name, country]);
  }
  const seen = new Set<string>();
  return readings
    .filter(
      ([term, country]) => term !== "" && !seen.has(`${term}/${country}`) && seen.add(`${term}/${country}`),
    )
    .map(([term, country], order) => ({ text: term, country, order }));
}
