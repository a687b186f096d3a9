/** What the demo network needs to know of a country. */
export type Country = {
  /** ISO 3166-1 alpha-2. */
  code: string;
  /** English short name. */
  name: string;
  /** ISO 3166-1 numeric codes of its shapes in Natural Earth (Finland's includes Åland). */
  shapes: readonly string[];
  /** West, south, east, north: cuts off remote islands, which are served from nowhere. */
  frame: readonly [number, number, number, number];
  currency: string;
  timeZone: string;
  callingCode: string;
  /** BCP 47 tag of the language that most customers use. */
  locale: string;
  /** Labour price level against Germany, after Eurostat's comparison of price levels for services. */
  priceLevel: number;
};

type Frame = Country["frame"];

function country(
  code: string,
  name: string,
  shape: string | readonly string[],
  [currency, timeZone, callingCode, locale, priceLevel]: readonly [string, string, string, string, number],
  frame: Frame = [-25, 34, 35, 72],
): Country {
  const shapes = typeof shape === "string" ? [shape] : shape;
  return { code, name, shapes, frame, currency, timeZone, callingCode, locale, priceLevel };
}

/** Spain without the Canary Islands, Ceuta and Melilla; Portugal without Azores and Madeira; Norway without Svalbard. */
export const COUNTRIES: readonly Country[] = [
  country("AT", "Austria", "040", ["EUR", "Europe/Vienna", "+43", "de-AT", 1.02]),
  country("BE", "Belgium", "056", ["EUR", "Europe/Brussels", "+32", "nl-BE", 1.04]),
  country("BG", "Bulgaria", "100", ["EUR", "Europe/Sofia", "+359", "bg-BG", 0.46]),
  country("CH", "Switzerland", "756", ["CHF", "Europe/Zurich", "+41", "de-CH", 1.6]),
  country("CY", "Cyprus", "196", ["EUR", "Asia/Nicosia", "+357", "el-CY", 0.8]),
  country("CZ", "Czechia", "203", ["CZK", "Europe/Prague", "+420", "cs-CZ", 0.68]),
  country("DE", "Germany", "276", ["EUR", "Europe/Berlin", "+49", "de-DE", 1]),
  country("DK", "Denmark", "208", ["DKK", "Europe/Copenhagen", "+45", "da-DK", 1.32]),
  country("EE", "Estonia", "233", ["EUR", "Europe/Tallinn", "+372", "et-EE", 0.78]),
  country("ES", "Spain", "724", ["EUR", "Europe/Madrid", "+34", "es-ES", 0.82], [-10, 35.6, 5, 44.5]),
  country("FI", "Finland", ["246", "248"], ["EUR", "Europe/Helsinki", "+358", "fi-FI", 1.16]),
  country("FR", "France", "250", ["EUR", "Europe/Paris", "+33", "fr-FR", 1.02], [-6, 41, 10, 52]),
  country("GB", "United Kingdom", "826", ["GBP", "Europe/London", "+44", "en-GB", 1.1]),
  country("GR", "Greece", "300", ["EUR", "Europe/Athens", "+30", "el-GR", 0.7]),
  country("HR", "Croatia", "191", ["EUR", "Europe/Zagreb", "+385", "hr-HR", 0.62]),
  country("HU", "Hungary", "348", ["HUF", "Europe/Budapest", "+36", "hu-HU", 0.58]),
  country("IE", "Ireland", "372", ["EUR", "Europe/Dublin", "+353", "en-IE", 1.24]),
  country("IS", "Iceland", "352", ["ISK", "Atlantic/Reykjavik", "+354", "is-IS", 1.45]),
  country("IT", "Italy", "380", ["EUR", "Europe/Rome", "+39", "it-IT", 0.9]),
  country("LI", "Liechtenstein", "438", ["CHF", "Europe/Vaduz", "+423", "de-LI", 1.6]),
  country("LT", "Lithuania", "440", ["EUR", "Europe/Vilnius", "+370", "lt-LT", 0.62]),
  country("LU", "Luxembourg", "442", ["EUR", "Europe/Luxembourg", "+352", "fr-LU", 1.22]),
  country("LV", "Latvia", "428", ["EUR", "Europe/Riga", "+371", "lv-LV", 0.64]),
  country("MT", "Malta", "470", ["EUR", "Europe/Malta", "+356", "en-MT", 0.8]),
  country("NL", "Netherlands", "528", ["EUR", "Europe/Amsterdam", "+31", "nl-NL", 1.08], [3, 50, 8, 54]),
  country("NO", "Norway", "578", ["NOK", "Europe/Oslo", "+47", "nb-NO", 1.3], [4, 57, 32, 71.5]),
  country("PL", "Poland", "616", ["PLN", "Europe/Warsaw", "+48", "pl-PL", 0.56]),
  country("PT", "Portugal", "620", ["EUR", "Europe/Lisbon", "+351", "pt-PT", 0.74], [-10, 36, -6, 43]),
  country("RO", "Romania", "642", ["RON", "Europe/Bucharest", "+40", "ro-RO", 0.5]),
  country("SE", "Sweden", "752", ["SEK", "Europe/Stockholm", "+46", "sv-SE", 1.15]),
  country("SI", "Slovenia", "705", ["EUR", "Europe/Ljubljana", "+386", "sl-SI", 0.76]),
  country("SK", "Slovakia", "703", ["EUR", "Europe/Bratislava", "+421", "sk-SK", 0.66]),
];

const BY_CODE = new Map(COUNTRIES.map((country) => [country.code, country]));

export function countryOf(code: string): Country {
  const country = BY_CODE.get(code);
  if (!country) throw new Error(`The demo network knows no country ${code}`);
  return country;
}

export function isSeededCountry(code: string): boolean {
  return BY_CODE.has(code);
}
