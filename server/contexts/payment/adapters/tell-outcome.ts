import { eq } from "drizzle-orm";
import { transactions } from "@/db/schema/payment";
import type { VerbContext, WriteContext } from "@/server/platform/call";
import { inTransaction } from "@/server/platform/verb";
import type { TransactionRow } from "./deposits";
import { type Outcome, paymentProvider } from "./provider";
import { changeTransaction } from "./transaction-store";

/** Asks the provider for a deposit, or once more for what became of it, and records its answer. */
export async function askProvider(
  ctx: VerbContext,
  { id, amountMinor, currency }: TransactionRow,
): Promise<void> {
  const asked = { transactionId: id, amountMinor: Number(amountMinor), currency };
  const { reference, outcome } = await paymentProvider().request(asked);
  await inTransaction(ctx, (inside) => recordOutcome(inside, id, reference, outcome));
}

/** Records what the provider says of a transaction, whichever way and however often it says it. */
export async function recordOutcome(
  ctx: WriteContext,
  transactionId: string,
  reference: string,
  outcome: Outcome,
): Promise<void> {
  const payUrl = outcome.status === "requested" ? outcome.payUrl : undefined;
  await ctx.tx
    .update(transactions)
    .set({ providerReference: reference, ...(payUrl === undefined ? {} : { payUrl }) })
    .where(eq(transactions.id, transactionId));
  switch (outcome.status) {
    case "requested":
      return;
    case "captured":
      await changeTransaction(ctx, transactionId, { kind: "capture", ...amountIn(outcome) });
      return;
    case "declined":
      await changeTransaction(ctx, transactionId, { kind: "decline", code: outcome.code });
      return;
  }
}

function amountIn({ amountMinor, currency }: { amountMinor: number; currency: string }) {
  return { amountMinor, currency };
}
