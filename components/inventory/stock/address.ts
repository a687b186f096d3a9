export const filters = ["short", "reserved", "drifted"] as const;
export type Filter = (typeof filters)[number];

/** What the stock room shows, as it stands in the page's address. */
export interface StockAddress {
  centre?: string | undefined;
  show?: Filter | undefined;
  q?: string | undefined;
  part?: string | undefined;
}

/** Reads the address; what it does not know is left out. */
export function readAddress(get: (name: string) => string | null | undefined): StockAddress {
  return {
    centre: get("centre") || undefined,
    show: filters.find((filter) => filter === get("show")),
    q: get("q")?.slice(0, 100) || undefined,
    part: get("part")?.slice(0, 120) || undefined,
  };
}

export function writeAddress(address: StockAddress, path = "/stock"): string {
  const given = Object.entries(address).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}
