import { createHash } from "node:crypto";
import { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import type { Call, VerbContext } from "@/server/platform/call";
import { logger } from "@/server/platform/logger";
import { holdOrder, orderMustBeOpen } from "@/server/platform/taken-back";
import { inTransaction } from "@/server/platform/verb";
import { depositById, depositOf, depositSchema, type TransactionRow } from "../adapters/deposits";
import { giveDepositBack } from "../adapters/give-deposit-back";
import { paymentProvider } from "../adapters/provider";
import { askProvider } from "../adapters/tell-outcome";
import { changeTransaction } from "../adapters/transaction-store";

export const requestDepositInput = z.object({
  orderId: z.uuid(),
  amountMinor: z.number().int().min(1).max(100_000_000),
  currency: z.string().length(3),
  /** Why it is asked for, a word: an order has one deposit for each. */
  reason: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
});
export const requestDepositOutput = depositSchema.pick({ depositId: true, payUrl: true }).extend({
  status: z.enum(["requested", "captured", "declined"]),
});

type Input = z.infer<typeof requestDepositInput>;
type Output = z.infer<typeof requestDepositOutput>;

/**
 * Asks the provider for a deposit, once for an order and reason: asking again has the same answer, and carries on
 * where a crash or an unreachable provider left it. Refuses with `order_taken_back` for an order whose deposits were
 * taken back, also where that came in between: what was captured is given back.
 */
export async function requestDeposit({ ctx, input }: Call<VerbContext, Input>): Promise<Output> {
  const provider = paymentProvider();
  const id = depositIdOf(input);
  const opened = await open(ctx, input, id, provider.name);
  if (opened?.status === "requested" && opened.providerReference === null) {
    await askProvider(ctx, opened);
  }
  const { asked, open: stands } = await inTransaction(ctx, async (inside) => ({
    open: await holdOrder(inside, input.orderId),
    asked: await depositById(inside.tx, id),
  }));
  if (asked === undefined) throw new DomainError("not_found");
  if (!stands) await refuseAndGiveBack(ctx, asked);
  return answerFor(asked);
}

/** It was taken back while the provider was asked. What fails here is given back by the look of every minute. */
async function refuseAndGiveBack(ctx: VerbContext, deposit: TransactionRow): Promise<never> {
  await giveDepositBack(ctx, deposit).catch((error: unknown) =>
    logger.warn({ transactionId: deposit.id, err: error }, "a late deposit was not given back at once"),
  );
  throw new DomainError("order_taken_back");
}

function open(ctx: VerbContext, input: Input, id: string, provider: string) {
  return inTransaction(ctx, async (inside) => {
    await orderMustBeOpen(inside, input.orderId);
    const before = await depositById(inside.tx, id);
    if (before !== undefined) return sameRequest(before, input);
    await changeTransaction(inside, id, {
      kind: "request",
      transaction: { ...input, kind: "deposit", method: "online", serviceCenterId: null, provider },
    });
    return depositById(inside.tx, id);
  });
}

/** The id follows from what makes the deposit the same, so two calls at once can't make two. */
function depositIdOf({ orderId, reason }: Input): string {
  const hash = createHash("sha256").update(`deposit:${orderId}:${reason}`).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80; // version 8 and the variant of RFC 9562
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString("hex", 0, 16);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function sameRequest(before: TransactionRow, input: Input): TransactionRow {
  if (Number(before.amountMinor) !== input.amountMinor || before.currency !== input.currency) {
    throw new DomainError("conflict", { asked: Number(before.amountMinor) });
  }
  return before;
}

function answerFor(row: TransactionRow): Output {
  const { depositId, status, payUrl } = depositOf(row);
  if (status === "cancelled" || status === "refunded") throw new DomainError("conflict", { status });
  return payUrl === undefined ? { depositId, status } : { depositId, status, payUrl };
}
