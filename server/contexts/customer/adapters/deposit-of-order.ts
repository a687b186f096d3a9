import { asc, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { deposits, type workOrders } from "@/db/schema/customer";
import { type OrderDeposit, orderDeposit } from "../domain/order-deposit";
import type { WorkOrderStatus } from "../domain/transitions";

type OrderRow = Pick<typeof workOrders.$inferSelect, "id" | "status" | "depositMinor" | "currency">;

/** How an order's deposit stands, from Customer's own copy: also while Payment is away. */
export async function depositOfOrder(
  tx: Tx,
  { id, status, ...order }: OrderRow,
): Promise<OrderDeposit | undefined> {
  const [told] = await tx
    .select()
    .from(deposits)
    .where(eq(deposits.orderId, id))
    .orderBy(asc(deposits.askedAt))
    .limit(1);
  // Written by decide() alone.
  return orderDeposit({ ...order, status: status as WorkOrderStatus }, told);
}
