import { DomainError } from "@/server/kernel/errors";
import type { OrderAccountEvent } from "../contract/events";
import { allocation, charge, type Posting } from "./ledger";

export interface Settlement {
  orderId: string;
  serviceCenterId: string;
  /** What the repair costs, VAT included. */
  price: { amountMinor: number; currency: string };
  /** Whether a manager lets the device go with something left to pay. */
  leaveUnpaid: boolean;
}

/** What is still to be paid of a price when so much is held for the order. */
export function dueOf(priceMinor: number, heldMinor: number): number {
  return Math.max(0, priceMinor - Math.max(0, heldMinor));
}

/** Charges an order and pays it from what is held for it. Refuses with `payment_due` when that is not enough. */
export function settle(
  { orderId, serviceCenterId, price, leaveUnpaid }: Settlement,
  heldMinor: number,
): OrderAccountEvent[] {
  const { currency } = price;
  deviceGoesOnlyPaidOrWithPermission(dueOf(price.amountMinor, heldMinor), currency, leaveUnpaid);
  const used = price.amountMinor - dueOf(price.amountMinor, heldMinor);
  const charged: OrderAccountEvent = {
    type: "payment.charged.v1",
    data: { orderId, serviceCenterId, amountMinor: price.amountMinor, currency },
  };
  if (used === 0) return [charged];
  return [charged, { type: "payment.allocated.v1", data: { orderId, amountMinor: used, currency } }];
}

function deviceGoesOnlyPaidOrWithPermission(dueMinor: number, currency: string, leaveUnpaid: boolean): void {
  if (dueMinor > 0 && !leaveUnpaid) throw new DomainError("payment_due", { dueMinor, currency });
}

/** How an event stands in the ledger; a repair that costs nothing moves nothing. */
export function postingsOf({ type, data }: OrderAccountEvent): Posting[] {
  if (data.amountMinor === 0) return [];
  return type === "payment.charged.v1"
    ? [charge(data.orderId, data.serviceCenterId, data)]
    : [allocation(data.orderId, data)];
}
