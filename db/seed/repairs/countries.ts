/** ISO 3166-1, Europe: three letters and two. */
const list =
  "ALB:AL AND:AD AUT:AT BEL:BE BGR:BG BIH:BA BLR:BY CHE:CH CYP:CY CZE:CZ DEU:DE DNK:DK ESP:ES EST:EE FIN:FI FRA:FR " +
  "GBR:GB GRC:GR HRV:HR HUN:HU IRL:IE ISL:IS ITA:IT LIE:LI LTU:LT LUX:LU LVA:LV MCO:MC MDA:MD MKD:MK MLT:MT MNE:ME " +
  "NLD:NL NOR:NO POL:PL PRT:PT ROU:RO SMR:SM SRB:RS SVK:SK SVN:SI SWE:SE TUR:TR UKR:UA";

const codes = new Map(list.split(" ").map((pair) => [pair.slice(0, 3), pair.slice(4)] as const));

/** "DEU" → "DE", for the countries of Europe. */
export function alpha2Of(alpha3: string): string | undefined {
  return codes.get(alpha3);
}
