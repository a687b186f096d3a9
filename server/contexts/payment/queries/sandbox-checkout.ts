import { z } from "zod";
import type { Call, ReadContext } from "@/server/platform/call";
import { depositOf, depositSchema } from "../adapters/deposits";
import { sandboxDeposit } from "../adapters/sandbox/sandbox-deposit";

export const sandboxCheckoutInput = z.object({ depositId: z.uuid() });
export const sandboxCheckoutOutput = depositSchema.pick({ status: true, amountMinor: true, currency: true });

/** What the sandbox's page shows of a deposit: a provider knows no more of it. Refuses with `not_found`. */
export async function sandboxCheckout({
  ctx,
  input,
}: Call<ReadContext, z.infer<typeof sandboxCheckoutInput>>): Promise<z.infer<typeof sandboxCheckoutOutput>> {
  const { status, amountMinor, currency } = depositOf(await sandboxDeposit(ctx.tx, input.depositId));
  return { status, amountMinor, currency };
}
