import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { transactions } from "@/db/schema/payment";
import { DomainError } from "@/server/kernel/errors";
import type { Call, VerbContext } from "@/server/platform/call";
import { inTransaction } from "@/server/platform/verb";
import { depositOf, depositSchema, type TransactionRow } from "../adapters/deposits";
import { paymentProvider } from "../adapters/provider";
import { recordOutcome } from "../adapters/tell-outcome";
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
 * where a crash or an unreachable provider left it. One that was cancelled refuses with `conflict`.
 */
export async function requestDeposit({ ctx, input }: Call<VerbContext, Input>): Promise<Output> {
  const provider = paymentProvider();
  const id = depositIdOf(input);
  const opened = await open(ctx, input, id, provider.name).catch((error: unknown) => {
    // Someone may have opened the same one at the same moment: theirs is there now.
    if (!(error instanceof DomainError) || !error.code.endsWith("conflict")) throw error;
    return open(ctx, input, id, provider.name);
  });
  if (opened?.status === "requested" && opened.providerReference === null) {
    const { reference, outcome } = await provider.request({ transactionId: id, ...amountOf(input) });
    await inTransaction(ctx, (inside) => recordOutcome(inside, id, reference, outcome));
  }
  return inTransaction(ctx, async ({ tx }) => answerFor(await rowOf(tx, id)));
}

function open(ctx: VerbContext, input: Input, id: string, provider: string) {
  return inTransaction(ctx, async (inside) => {
    const before = await rowOf(inside.tx, id);
    if (before !== undefined) return sameRequest(before, input);
    await changeTransaction(inside, id, {
      kind: "request",
      transaction: { ...input, kind: "deposit", method: "online", serviceCenterId: null, provider },
    });
    return rowOf(inside.tx, id);
  });
}

function amountOf({ amountMinor, currency }: Input) {
  return { amountMinor, currency };
}

/** The id follows from what makes the deposit the same, so two calls at once can't make two. */
function depositIdOf({ orderId, reason }: Input): string {
  const hash = createHash("sha256").update(`deposit:${orderId}:${reason}`).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80; // version 8 and the variant of RFC 9562
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString("hex", 0, 16);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

async function rowOf(tx: Tx, id: string): Promise<TransactionRow | undefined> {
  const [row] = await tx.select().from(transactions).where(eq(transactions.id, id));
  return row;
}

function sameRequest(before: TransactionRow, input: Input): TransactionRow {
  if (Number(before.amountMinor) !== input.amountMinor || before.currency !== input.currency) {
    throw new DomainError("conflict", { asked: Number(before.amountMinor) });
  }
  return before;
}

function answerFor(row: TransactionRow | undefined): Output {
  if (row === undefined) throw new DomainError("not_found");
  const { depositId, status, payUrl } = depositOf(row);
  if (status === "cancelled" || status === "refunded") throw new DomainError("conflict", { status });
  return payUrl === undefined ? { depositId, status } : { depositId, status, payUrl };
}
