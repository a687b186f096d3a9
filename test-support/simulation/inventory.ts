import { writing } from "./commands";
import type { Verbs } from "./doors";
import type { Store, Transaction } from "./store";
import { orderMustBeOpen, takeOrderBack } from "./taken-back";

/** An order's reserved part. It runs out some days after the visit, as the real one. */
export interface Reservation {
  orderId: string;
}

const piecesOnShelf = 2;

/** Inventory's shelf with one part, by the rules of server/contexts/inventory/commands. */
export function inventoryVerbs(store: Store): Verbs {
  return {
    "parts.promise": ({ orderId }) =>
      writing(store, undefined, async (tx) => {
        await orderMustBeOpen(tx, String(orderId));
        await tx.lock("shelf");
        if (tx.get(`reservations/${orderId}`) !== undefined) return { part: "here" };
        if ([...store.rowsOf("reservations/")].length >= piecesOnShelf) return { part: "to_order" };
        await tx.set(`reservations/${orderId}`, { orderId: String(orderId) } satisfies Reservation);
        return { part: "here" };
      }),
    "stock.release": ({ orderId }) =>
      writing(store, undefined, async (tx) => ({ released: await releaseForGood(tx, String(orderId)) })),
  };
}

export async function releaseForGood(tx: Transaction, orderId: string): Promise<boolean> {
  await takeOrderBack(tx, orderId);
  await tx.lock("shelf");
  const had = tx.get(`reservations/${orderId}`) !== undefined;
  await tx.set(`reservations/${orderId}`, undefined);
  return had;
}
