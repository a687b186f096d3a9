import { eq } from "drizzle-orm";
import { z } from "zod";
import { transactions } from "@/db/schema/payment";
import { requireRole } from "@/server/kernel/actor";
import { DomainError } from "@/server/kernel/errors";
import { referenceIdSchema } from "@/server/kernel/text";
import type { Call, WriteContext } from "@/server/platform/call";
import { changeTransaction } from "../adapters/transaction-store";

export const recordPaymentInput = z.object({
  /** Chosen by whoever records it: recording the same payment again has no second effect. */
  paymentId: z.uuid(),
  orderId: z.uuid(),
  serviceCenterId: referenceIdSchema,
  /** Cash in the till, or a card that the centre's terminal has taken. */
  method: z.enum(["cash", "card_terminal"]),
  amountMinor: z.number().int().min(1).max(100_000_000),
  currency: z.string().length(3),
});
export const recordPaymentOutput = z.object({ paymentId: z.uuid(), status: z.literal("captured") });

type Input = z.infer<typeof recordPaymentInput>;
type Output = z.infer<typeof recordPaymentOutput>;

/** Who may take money at a centre. */
export const tillRoles = ["front_desk", "finance", "manager"] as const;

/** Writes down money that a centre has taken for an order. It is held for the order until the order is charged. */
export async function recordPayment({ ctx, input }: Call<WriteContext, Input>): Promise<Output> {
  requireRole(ctx.actor, tillRoles, input.serviceCenterId);
  const { paymentId, amountMinor, currency } = input;
  const [before] = await ctx.tx.select().from(transactions).where(eq(transactions.id, paymentId));
  if (before !== undefined) {
    const same =
      before.orderId === input.orderId &&
      before.method === input.method &&
      before.currency === currency &&
      Number(before.amountMinor) === amountMinor;
    if (!same) throw new DomainError("conflict", { paymentId });
    return { paymentId, status: "captured" };
  }
  const { orderId, serviceCenterId, method } = input;
  await changeTransaction(ctx, paymentId, {
    kind: "request",
    transaction: {
      kind: "payment",
      orderId,
      serviceCenterId,
      method,
      reason: "repair",
      amountMinor,
      currency,
      provider: method === "cash" ? "till" : "terminal",
    },
  });
  await changeTransaction(ctx, paymentId, { kind: "capture", amountMinor, currency });
  return { paymentId, status: "captured" };
}
