import { sql } from "drizzle-orm";
import { rows, type Tx } from "@/db/client";
import { ordersTakenBack } from "@/db/schema/payment";
import { DomainError } from "@/server/kernel/errors";
import type { ConsumerContext } from "@/server/platform/consumer";

/** Whether an order was not taken back; nobody takes it back before the transaction ends. */
export async function holdOrder(tx: Tx, orderId: string): Promise<boolean> {
  const [held] = await rows<{ open: boolean }>(
    tx,
    sql`select payment.order_is_open(${orderId}::uuid) as open`,
  );
  return held?.open === true;
}

/** Refuses with `order_taken_back` what is asked for an order too late; else nobody takes it back meanwhile. */
export async function orderMustBeOpen(tx: Tx, orderId: string): Promise<void> {
  if (!(await holdOrder(tx, orderId))) throw new DomainError("order_taken_back");
}

/** From here on nothing is had for the order any more, also where nothing was: a request may still be on its way. */
export async function takeOrderBack({ tx, now }: ConsumerContext, orderId: string): Promise<void> {
  await tx.insert(ordersTakenBack).values({ orderId, takenBackAt: now() }).onConflictDoNothing();
}
