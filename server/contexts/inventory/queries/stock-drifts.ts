import { z } from "zod";
import { stockDrifts } from "@/db/schema/inventory";
import type { Call, ReadContext } from "@/server/platform/call";

export const stockDriftsOutput = z.object({ drifted: z.number().int() });

/** How many levels did not add up when the nightly check looked. */
export async function stockDriftsFound({
  ctx,
}: Call<ReadContext, unknown>): Promise<z.infer<typeof stockDriftsOutput>> {
  return { drifted: await ctx.tx.$count(stockDrifts) };
}
