/** A price from a quantity on, in minor units of the supplier's currency. */
export interface PriceBreak {
  fromQuantity: number;
  unitPriceMinor: number;
}

export interface Needs {
  minimum: number;
  /** What orders wait for. */
  required: number;
  onHand: number;
  reserved: number;
  inTransit: number;
  ordered: number;
}

/** How many pieces are missing to the minimum once everybody who waits is served and all that is coming has come. */
export function piecesToOrder({ minimum, required, onHand, reserved, inTransit, ordered }: Needs): number {
  return Math.max(0, minimum + required - (onHand - reserved + inTransit + ordered));
}

/** The price of a piece when so many are bought; null when the supplier does not sell so few. */
export function unitPriceAt(breaks: readonly PriceBreak[], quantity: number): number | null {
  const reached = breaks.filter(({ fromQuantity }) => fromQuantity <= quantity);
  return reached.toSorted((a, b) => b.fromQuantity - a.fromQuantity)[0]?.unitPriceMinor ?? null;
}

/**
 * How many to buy of what is needed: as many, or up to a break that makes all of it cost less. Null when nobody
 * sells it.
 */
export function cheapestPurchase(
  breaks: readonly PriceBreak[],
  needed: number,
): { quantity: number; unitPriceMinor: number } | null {
  const quantities = [needed, ...breaks.map(({ fromQuantity }) => fromQuantity)].filter((q) => q >= needed);
  const offers = quantities.flatMap((quantity) => {
    const unitPriceMinor = unitPriceAt(breaks, quantity);
    return unitPriceMinor === null ? [] : [{ quantity, unitPriceMinor }];
  });
  const total = (offer: (typeof offers)[number]) => offer.quantity * offer.unitPriceMinor;
  return offers.toSorted((a, b) => total(a) - total(b) || a.quantity - b.quantity)[0] ?? null;
}
