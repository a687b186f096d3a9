import { z } from "zod";
import { defineEvents, type EventOf } from "@/server/kernel/event-schemas";

const id = z.string().min(1);
const pieces = z.number().int().min(1);
const level = { partId: id, warehouseId: id };
const reservation = { ...level, reservationId: id, orderId: id, quantity: pieces };
const moved = { ...level, quantity: pieces, transferId: id };
const writtenOffAs = z.enum(["lost", "damaged"]);
const transfer = {
  transferId: id,
  partId: id,
  quantity: pieces,
  fromWarehouseId: id,
  toWarehouseId: id,
  orderId: id.nullable(),
};

/** What happens to the stock of a part in a warehouse (stream `stock-<part>@<warehouse>`), and to transfers. */
export const inventoryEvents = defineEvents({
  "stock.opened.v1": z.strictObject({ ...level, onHand: z.number().int().min(0) }),
  "stock.reserved.v1": z.strictObject({
    ...reservation,
    /** Null: until it is used or released. */
    expiresAt: z.iso.datetime({ offset: true }).nullable(),
  }),
  "stock.released.v1": z.strictObject({
    ...reservation,
    reason: z.enum(["given_back", "expired", "moved"]),
  }),
  "stock.reservation_extended.v1": z.strictObject({
    ...reservation,
    expiresAt: z.iso.datetime({ offset: true }).nullable(),
  }),
  "stock.picked.v1": z.strictObject(moved),
  "stock.arrived.v1": z.strictObject(moved),
  /** Pieces were lost on their way, or came broken. */
  "stock.written_off.v1": z.strictObject({ ...moved, as: writtenOffAs }),
  /** Somebody counted what lies there, and a manager approved it: so much is there from now on. */
  "stock.counted.v1": z.strictObject({
    ...level,
    countId: id,
    onHand: z.number().int().min(0),
    /** By how much the books were wrong; negative where pieces were missing. */
    difference: z.number().int(),
    /** Reservations that there are no pieces for any more. */
    lost: z.array(z.strictObject({ reservationId: id, orderId: id, quantity: pieces })),
  }),
  "transfer.requested.v1": z.strictObject(transfer),
  "transfer.picked.v1": z.strictObject(transfer),
  "transfer.shipped.v1": z.strictObject(transfer),
  "transfer.received.v1": z.strictObject(transfer),
  "transfer.cancelled.v1": z.strictObject(transfer),
  "transfer.written_off.v1": z.strictObject({ ...transfer, as: writtenOffAs }),
});

export type StockEvent = EventOf<
  typeof inventoryEvents,
  Extract<keyof typeof inventoryEvents, `stock.${string}`>
>;
export type TransferEvent = EventOf<
  typeof inventoryEvents,
  Extract<keyof typeof inventoryEvents, `transfer.${string}`>
>;

export function stockStream({ partId, warehouseId }: { partId: string; warehouseId: string }): string {
  return `stock-${partId}@${warehouseId}`;
}

export function transferStream(transferId: string): string {
  return `transfer-${transferId}`;
}
