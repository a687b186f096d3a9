export const purchaseFilters = ["draft", "open", "late", "ended"] as const;
export type PurchaseFilter = (typeof purchaseFilters)[number];

/** What the list of purchase orders shows, as it stands in the page's address. */
export interface PurchaseAddress {
  centre?: string | undefined;
  show?: PurchaseFilter | undefined;
  q?: string | undefined;
}

/** Reads the address; what it does not know is left out. */
export function readPurchaseAddress(get: (name: string) => string | null): PurchaseAddress {
  return {
    centre: get("centre") || undefined,
    show: purchaseFilters.find((filter) => filter === get("show")),
    q: get("q")?.slice(0, 100) || undefined,
  };
}

export function writePurchaseAddress(address: PurchaseAddress, path = "/stock/purchases"): string {
  const given = Object.entries(address).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}
