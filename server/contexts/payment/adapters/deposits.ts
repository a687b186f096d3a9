import { and, asc, eq } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { transactions } from "@/db/schema/payment";

/** A deposit as other contexts see it. */
export const depositSchema = z.object({
  depositId: z.uuid(),
  status: z.enum(["requested", "captured", "declined", "cancelled", "refunded"]),
  amountMinor: z.number().int(),
  currency: z.string(),
  reason: z.string(),
  /** Where the customer pays it, while it waits for that. */
  payUrl: z.string().optional(),
});
export type Deposit = z.infer<typeof depositSchema>;

export type TransactionRow = typeof transactions.$inferSelect;

export async function depositsOf(tx: Tx, orderId: string): Promise<TransactionRow[]> {
  return tx
    .select()
    .from(transactions)
    .where(and(eq(transactions.orderId, orderId), eq(transactions.kind, "deposit")))
    .orderBy(asc(transactions.requestedAt));
}

export async function depositById(tx: Tx, id: string): Promise<TransactionRow | undefined> {
  const [row] = await tx.select().from(transactions).where(eq(transactions.id, id));
  return row;
}

export function depositOf(row: TransactionRow): Deposit {
  return {
    depositId: row.id,
    status: row.status,
    amountMinor: Number(row.amountMinor),
    currency: row.currency,
    reason: row.reason,
    ...(row.payUrl !== null && row.status === "requested" ? { payUrl: row.payUrl } : {}),
  };
}
