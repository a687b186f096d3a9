import { writing } from "./commands";
import type { Verbs } from "./doors";
import type { Store, Transaction } from "./store";

/** An order's reserved part. It runs out some days after the visit, as the real one. */
export interface Reservation {
  orderId: string;
}

const piecesOnShelf = 2;

/** Inventory's shelf with one part, by the rules of server/contexts/inventory/commands. */
export function inventoryVerbs(store: Store): Verbs {
  return {
    "parts.promise": ({ orderId }, key) =>
      writing(store, key, async (tx) => {
        await tx.lock("shelf");
        if (tx.get(`reservations/${orderId}`) !== undefined) return { part: "here" };
        if ([...store.rowsOf("reservations/")].length >= piecesOnShelf) return { part: "to_order" };
        await tx.set(`reservations/${orderId}`, { orderId: String(orderId) } satisfies Reservation);
        return { part: "here" };
      }),
    "stock.release": ({ orderId }) =>
      writing(store, undefined, async (tx) => ({ released: await releaseIn(tx, String(orderId)) })),
  };
}

export async function releaseIn(tx: Transaction, orderId: string): Promise<boolean> {
  await tx.lock("shelf");
  const had = tx.get(`reservations/${orderId}`) !== undefined;
  await tx.set(`reservations/${orderId}`, undefined);
  return had;
}
