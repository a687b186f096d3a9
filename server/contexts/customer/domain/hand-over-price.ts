import { DomainError } from "@/server/kernel/errors";

interface Priced {
  low: number;
  high: number;
  currency: string;
  /** The customer agreed to what the diagnosis found, so the estimate's upper end binds no more. */
  approved: boolean;
  /** Nothing was repaired, so less than the estimate may be asked for. */
  unrepairable: boolean;
}

/** The desk asks for what was estimated; anything else is a manager's to allow. */
export function priceIsAsEstimatedOrAManagers(priceMinor: number, order: Priced, isManager: boolean): void {
  const tooLow = priceMinor < order.low && !order.unrepairable;
  const tooHigh = priceMinor > order.high && !order.approved;
  if ((tooLow || tooHigh) && !isManager) {
    const { low: lowMinor, high: highMinor, currency } = order;
    throw new DomainError("price_not_allowed", { lowMinor, highMinor, currency });
  }
}
