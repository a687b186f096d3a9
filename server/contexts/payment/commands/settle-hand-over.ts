import { eq } from "drizzle-orm";
import { z } from "zod";
import { databases } from "@/db/client";
import { transactions } from "@/db/schema/payment";
import { DomainError } from "@/server/kernel/errors";
import { moneySchema } from "@/server/kernel/money";
import { referenceIdSchema } from "@/server/kernel/text";
import type { Call, VerbContext } from "@/server/platform/call";
import { logger } from "@/server/platform/logger";
import { refusalOf } from "@/server/platform/trpc";
import { inTransaction } from "@/server/platform/verb";
import { driveTwoPhase } from "../adapters/drive-two-phase";
import { handOverKind, handOverParts, heldFor } from "../adapters/hand-over-parts";
import { beginTwoPhase, decisionLog } from "../adapters/two-phase-log";
import { dueOf } from "../domain/order-account";
import { recordPayment, recordPaymentInput } from "./record-payment";

export const settleHandOverInput = z.object({
  orderId: z.uuid(),
  expectedVersion: z.number().int().min(1),
  serviceCenterId: referenceIdSchema,
  price: moneySchema.extend({ amountMinor: z.number().int().min(0).max(100_000_000) }),
  leaveUnpaid: z.boolean(),
  payment: recordPaymentInput.pick({ paymentId: true, method: true, amountMinor: true }).optional(),
});
export const settleHandOverOutput = z.object({
  transactionId: z.uuid(),
  /** False: it is decided, and a context that could not be told yet will be. */
  ended: z.boolean(),
});

type Input = z.infer<typeof settleHandOverInput>;
type Output = z.infer<typeof settleHandOverOutput>;

/**
 * Takes the payment and hands the device over: the money's allocation here and the custody in Customer move together
 * or not at all. A payment is written down first, for the customer has paid whatever comes of the rest; one that came
 * to nothing is held for the order and counts at the next attempt.
 */
export async function settleHandOver({ ctx, input }: Call<VerbContext, Input>): Promise<Output> {
  const { payment, ...handOver } = input;
  if (payment !== undefined) await takePayment(ctx, input, payment);
  const { id } = await beginTwoPhase(ctx, handOverKind, input.orderId);
  const { twoPhase } = await databases();
  const { state, ended, refusal } = await twoPhase(() =>
    driveTwoPhase(
      { state: "preparing", own: true },
      handOverParts(ctx, id, handOver),
      decisionLog(ctx, id),
      (error) => refusalOf(error).code !== "internal",
    ),
  );
  if (!ended) logger.warn({ transactionId: id, state }, "a two-phase commit is left to its recovery");
  if (state === "committed") return { transactionId: id, ended };
  throw refusal ?? new DomainError("command_in_progress");
}

async function takePayment(ctx: VerbContext, input: Input, payment: NonNullable<Input["payment"]>) {
  const { orderId, serviceCenterId, price, leaveUnpaid } = input;
  const { currency } = price;
  await inTransaction(ctx, async (inside) => {
    const [before] = await inside.tx
      .select({ id: transactions.id })
      .from(transactions)
      .where(eq(transactions.id, payment.paymentId));
    const dueMinor = dueOf(price.amountMinor, await heldFor(inside.tx, orderId, currency));
    const fits = leaveUnpaid ? payment.amountMinor <= dueMinor : payment.amountMinor === dueMinor;
    if (before === undefined && !fits) throw new DomainError("payment_due", { dueMinor, currency });
    await recordPayment({ ctx: inside, input: { ...payment, orderId, serviceCenterId, currency } });
  });
}
