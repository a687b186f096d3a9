import { z } from "zod";
import type { Call, ReadContext } from "@/server/platform/call";
import { depositOf, depositSchema, depositsOf } from "../adapters/deposits";

export const depositsOfOrderInput = z.object({ orderId: z.uuid() });
export const depositsOfOrderOutput = z.object({ deposits: z.array(depositSchema) });

/** An order's deposits, oldest first. */
export async function depositsOfOrder({
  ctx,
  input,
}: Call<ReadContext, z.infer<typeof depositsOfOrderInput>>): Promise<z.infer<typeof depositsOfOrderOutput>> {
  return { deposits: (await depositsOf(ctx.tx, input.orderId)).map(depositOf) };
}
