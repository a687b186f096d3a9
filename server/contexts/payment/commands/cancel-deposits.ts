import { z } from "zod";
import type { Call, VerbContext } from "@/server/platform/call";
import { inTransaction } from "@/server/platform/verb";
import {
  type Deposit,
  depositOf,
  depositSchema,
  depositsOf,
  type TransactionRow,
} from "../adapters/deposits";
import { paymentProvider } from "../adapters/provider";
import { changeTransaction } from "../adapters/transaction-store";

export const cancelDepositsInput = z.object({ orderId: z.uuid() });
export const cancelDepositsOutput = z.object({ deposits: z.array(depositSchema) });

type Output = z.infer<typeof cancelDepositsOutput>;

/**
 * Takes an order's deposits back: those not paid are cancelled, paid ones refunded. Repeatable, and good for an order
 * that has none.
 */
export async function cancelDeposits({
  ctx,
  input,
}: Call<VerbContext, z.infer<typeof cancelDepositsInput>>): Promise<Output> {
  const open = await inTransaction(ctx, ({ tx }) => depositsOf(tx, input.orderId));
  for (const deposit of open) await takeBack(ctx, deposit);
  const after = await inTransaction(ctx, ({ tx }) => depositsOf(tx, input.orderId));
  return { deposits: after.map((row): Deposit => depositOf(row)) };
}

async function takeBack(ctx: VerbContext, deposit: TransactionRow): Promise<void> {
  if (deposit.status === "requested") {
    if (deposit.providerReference !== null) await paymentProvider().cancel(deposit.providerReference);
    await inTransaction(ctx, (inside) => changeTransaction(inside, deposit.id, { kind: "cancel" }));
  }
  if (deposit.status === "captured" && deposit.providerReference !== null) {
    const left = Number(deposit.capturedMinor - deposit.refundedMinor);
    await paymentProvider().refund(deposit.providerReference, left, `refund-${deposit.id}`);
    await inTransaction(ctx, (inside) =>
      changeTransaction(inside, deposit.id, { kind: "refund", amountMinor: left }),
    );
  }
}
