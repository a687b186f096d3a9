import { z } from "zod";
import { defineEvents, type EventOf } from "@/server/kernel/event-schemas";

const id = z.string().min(1);
const pieces = z.number().int().min(1);
const some = z.number().int().min(0);
const order = { purchaseOrderId: id };

/** What happens to an order at a supplier (stream `purchase_order-<id>`). */
export const purchaseEvents = defineEvents({
  /** What is to be ordered, as a whole; said anew whenever the draft was changed. */
  "purchase_order.drafted.v1": z.strictObject({
    ...order,
    number: z.number().int().min(1),
    supplierId: id,
    warehouseId: id,
    currency: z.string().length(3),
    lines: z.array(
      z.strictObject({
        partId: id,
        quantity: pieces,
        /** In minor units of the supplier's currency. */
        unitPriceMinor: some,
        supplierCode: z.string().nullable(),
      }),
    ),
  }),
  "purchase_order.sent.v1": z.strictObject({ ...order, expectedOn: z.iso.date() }),
  "purchase_order.received.v1": z.strictObject({
    ...order,
    receiptId: id,
    lines: z.array(
      z.strictObject({
        partId: id,
        /** Into the stock; of it so many beyond what was ordered, since somebody said so. */
        accepted: some,
        over: some,
        damaged: some,
        wrong: some,
        surplus: some,
      }),
    ),
  }),
  "purchase_order.completed.v1": z.strictObject(order),
  /** The rest comes no more. */
  "purchase_order.closed_short.v1": z.strictObject({
    ...order,
    missing: z.array(z.strictObject({ partId: id, quantity: pieces })),
  }),
  "purchase_order.cancelled.v1": z.strictObject(order),
});
export type PurchaseEvent = EventOf<typeof purchaseEvents>;

/** What happens to orders that wait for a part (stream `waiting_order-<work order>`). */
export const waitingEvents = defineEvents({
  /** Pieces are reserved for the order, in its own centre. */
  "waiting_order.served.v1": z.strictObject({
    orderId: id,
    partId: id,
    warehouseId: id,
    quantity: pieces,
    /** The delivery that they came by; null where they became free otherwise. */
    purchaseOrderId: id.nullable(),
    receiptId: id.nullable(),
  }),
});
export type WaitingEvent = EventOf<typeof waitingEvents>;

export function purchaseStream(purchaseOrderId: string): string {
  return `purchase_order-${purchaseOrderId}`;
}

export function waitingStream(orderId: string): string {
  return `waiting_order-${orderId}`;
}
