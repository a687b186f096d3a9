import { DomainError } from "@/server/kernel/errors";
import type { Transaction } from "./store";

const row = (orderId: string) => `taken-back/${orderId}`;

/** As holdOrder() in server/contexts/{inventory,payment}/adapters/taken-back.ts. */
export async function holdOrder(tx: Transaction, orderId: string): Promise<boolean> {
  return (await tx.lock(row(orderId))) === undefined;
}

export async function orderMustBeOpen(tx: Transaction, orderId: string): Promise<void> {
  if (!(await holdOrder(tx, orderId))) throw new DomainError("order_taken_back");
}

export async function takeOrderBack(tx: Transaction, orderId: string): Promise<void> {
  if (tx.store.world.faults.has("tombstone_not_written")) return;
  await tx.set(row(orderId), true);
}
