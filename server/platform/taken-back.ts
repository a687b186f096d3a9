import { sql } from "drizzle-orm";
import { rows } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import type { ConsumerContext } from "./consumer";

/** Inside a context that keeps which orders were taken back (ADR 035): Inventory and Payment. */
type InTransaction = Pick<ConsumerContext, "tx" | "context">;

/** Whether an order was not taken back; nobody takes it back before the transaction ends. */
export async function holdOrder({ tx, context }: InTransaction, orderId: string): Promise<boolean> {
  const [held] = await rows<{ open: boolean }>(
    tx,
    sql`select ${sql.identifier(context)}.order_is_open(${orderId}::uuid) as open`,
  );
  return held?.open === true;
}

/** Refuses with `order_taken_back` what is asked for an order too late; else nobody takes it back meanwhile. */
export async function orderMustBeOpen(inside: InTransaction, orderId: string): Promise<void> {
  if (!(await holdOrder(inside, orderId))) throw new DomainError("order_taken_back");
}

/** From here on nothing is had for the order any more, also where nothing was: a request may still be on its way. */
export async function takeOrderBack(
  { tx, context, now }: InTransaction & Pick<ConsumerContext, "now">,
  orderId: string,
): Promise<void> {
  await tx.execute(sql`
    insert into ${sql.identifier(context)}.orders_taken_back (order_id, taken_back_at)
    values (${orderId}::uuid, ${now().toISOString()}::timestamptz) on conflict do nothing`);
}
