import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { transactions } from "@/db/schema/payment";
import { money, moneySchema } from "@/server/kernel/money";
import type { Call, ReadContext } from "@/server/platform/call";
import { balanceOf } from "../adapters/ledger";

export const balanceOfOrderInput = z.object({ orderId: z.uuid(), currency: z.string().length(3) });
export const balanceOfOrderOutput = z.object({
  /** Charged and not paid; before the order is charged, the deposits that are asked for and not paid. */
  due: moneySchema,
  /** Paid in, refunds taken off. */
  paid: moneySchema,
  /** Paid in and not yet used for a charge. */
  held: moneySchema,
});

type Output = z.infer<typeof balanceOfOrderOutput>;

/** Where an order stands with its money, in its own currency. */
export async function balanceOfOrder({
  ctx,
  input: { orderId, currency },
}: Call<ReadContext, z.infer<typeof balanceOfOrderInput>>): Promise<Output> {
  const due = await balanceOf(ctx.tx, { kind: "due", owner: orderId }, currency);
  const held = -(await balanceOf(ctx.tx, { kind: "held", owner: orderId }, currency));
  const { paid, asked } = await transactionSums(ctx.tx, orderId, currency);
  return { due: money(due + asked, currency), paid: money(paid, currency), held: money(held, currency) };
}

async function transactionSums(tx: Tx, orderId: string, currency: string) {
  const found = await tx.select().from(transactions).where(eq(transactions.orderId, orderId));
  const sums = { paid: 0, asked: 0 };
  for (const row of found) {
    if (row.currency !== currency) continue;
    sums.paid += Number(row.capturedMinor - row.refundedMinor);
    if (row.status === "requested") sums.asked += Number(row.amountMinor);
  }
  return sums;
}
