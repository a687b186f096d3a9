import { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import type { Call, VerbContext } from "@/server/platform/call";
import { inTransaction } from "@/server/platform/verb";
import { orderBehindLink, tokenSchema } from "../adapters/tracked-order";
import { isClosed } from "../domain/transitions";

export const depositPageInput = z.object({ token: tokenSchema });
export const depositPageOutput = z.object({ payUrl: z.string() });

/**
 * Where the provider takes an order's deposit, asked when the customer wants to pay: Payment alone knows. Refuses with
 * `transition_not_allowed` where none is to be paid any more, and what a link refuses.
 */
export async function depositPage({
  ctx,
  input,
}: Call<VerbContext, z.infer<typeof depositPageInput>>): Promise<z.infer<typeof depositPageOutput>> {
  const { order } = await inTransaction(ctx, ({ tx }) => orderBehindLink(tx, input.token, ctx.now()));
  if (isClosed(order.status)) throw new DomainError("transition_not_allowed", { from: order.status });
  const { deposits } = await ctx.contexts.payment.deposits.ofOrder.query({ orderId: order.id });
  const payUrl = deposits.find(({ payUrl }) => payUrl !== undefined)?.payUrl;
  if (payUrl === undefined) throw new DomainError("transition_not_allowed", { from: order.status });
  return { payUrl };
}
