import type { Random } from "../random";

/**
 * Numbers that regulators keep free for film and print: Ofcom (GB), Bundesnetzagentur (DE), Arcep (FR), PTS (SE).
 * `#` is a digit.
 */
const RESERVED: Record<string, string> = {
  "GB/London": "+44 20 7946 0###",
  "GB/Manchester": "+44 161 496 0###",
  "GB/Birmingham": "+44 121 496 0###",
  "GB/Glasgow": "+44 141 496 0###",
  "GB/Bristol": "+44 117 496 0###",
  "GB/Belfast": "+44 28 9649 6###",
  GB: "+44 1632 960 ###",
  "DE/Berlin": "+49 30 23125 ###",
  "DE/Hamburg": "+49 40 66969 ###",
  "DE/München": "+49 89 99998 ###",
  "DE/Köln": "+49 221 4710 ###",
  "DE/Frankfurt am Main": "+49 69 90009 ###",
  DE: "+49 30 23125 ###",
  "FR/Paris": "+33 1 99 00 ## ##",
  "FR/Lyon": "+33 4 65 71 ## ##",
  "FR/Marseille": "+33 4 65 71 ## ##",
  "FR/Toulouse": "+33 5 36 49 ## ##",
  "FR/Bordeaux": "+33 5 36 49 ## ##",
  "FR/Lille": "+33 3 53 01 ## ##",
  FR: "+33 1 99 00 ## ##",
  "SE/Göteborg": "+46 31 390 06 ##",
  "SE/Malmö": "+46 40 628 04 ##",
  SE: "+46 8 465 004 ##",
};

/** A number that reaches nobody: reserved for fiction where the regulator has such, else one that starts with zeros. */
export function fictionalPhone(random: Random, country: string, callingCode: string, city?: string): string {
  const pattern = RESERVED[`${country}/${city}`] ?? RESERVED[country] ?? `${callingCode} 000 00 ## ##`;
  return pattern.replace(/#/g, () => String(random.int(0, 9)));
}
