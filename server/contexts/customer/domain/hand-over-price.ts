import { DomainError } from "@/server/kernel/errors";

interface Priced {
  low: number;
  high: number;
  currency: string;
  /** What the customer accepted of the order's last estimate. */
  agreed: number | null;
  /** The customer agreed where nothing was written down, so the range's upper end binds no more. */
  approved: boolean;
  /** Nothing was repaired, so less than the estimate may be asked for. */
  unrepairable: boolean;
}

/** The desk asks for what was accepted, else for what was said before; anything else is a manager's to allow. */
export function priceIsAsEstimatedOrAManagers(priceMinor: number, order: Priced, isManager: boolean): void {
  const { currency, agreed } = order;
  const lowMinor = agreed ?? order.low;
  const highMinor = agreed ?? order.high;
  const tooLow = priceMinor < lowMinor && !order.unrepairable;
  const tooHigh = priceMinor > highMinor && (agreed !== null || !order.approved);
  if ((tooLow || tooHigh) && !isManager) {
    throw new DomainError("price_not_allowed", { lowMinor, highMinor, currency });
  }
}
