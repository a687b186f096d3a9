import { z } from "zod";
import type { Call, VerbContext } from "@/server/platform/call";
import { takeOrderBack } from "@/server/platform/taken-back";
import { inTransaction } from "@/server/platform/verb";
import { type Deposit, depositOf, depositSchema, depositsOf } from "../adapters/deposits";
import { giveDepositBack } from "../adapters/give-deposit-back";

export const cancelDepositsInput = z.object({ orderId: z.uuid() });
export const cancelDepositsOutput = z.object({ deposits: z.array(depositSchema) });

type Output = z.infer<typeof cancelDepositsOutput>;

/**
 * Takes an order's deposits back, and asks for none any more: those not paid are cancelled, paid ones refunded.
 * Repeatable, and good for an order that has none: a request that is still on its way is refused.
 */
export async function cancelDeposits({
  ctx,
  input,
}: Call<VerbContext, z.infer<typeof cancelDepositsInput>>): Promise<Output> {
  const open = await inTransaction(ctx, async (inside) => {
    await takeOrderBack(inside, input.orderId);
    return depositsOf(inside.tx, input.orderId);
  });
  for (const deposit of open) await giveDepositBack(ctx, deposit);
  const after = await inTransaction(ctx, ({ tx }) => depositsOf(tx, input.orderId));
  return { deposits: after.map((row): Deposit => depositOf(row)) };
}
