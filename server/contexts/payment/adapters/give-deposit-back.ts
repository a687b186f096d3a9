import type { VerbContext } from "@/server/platform/call";
import { inTransaction } from "@/server/platform/verb";
import type { TransactionRow } from "./deposits";
import { paymentProvider } from "./provider";
import { changeTransaction } from "./transaction-store";

/** Cancels a deposit that waits for its money, also at the provider, and refunds one that was paid. Repeatable. */
export async function giveDepositBack(ctx: VerbContext, deposit: TransactionRow): Promise<void> {
  if (deposit.status === "requested" || deposit.status === "cancelled") {
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
