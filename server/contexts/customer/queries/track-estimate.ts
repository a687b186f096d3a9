import { z } from "zod";
import type { Call, ReadContext } from "@/server/platform/call";
import { sentEstimateSchema } from "../adapters/estimate-content";
import { sentEstimate, versionsOf } from "../adapters/estimate-store";
import { orderBehindLink, tokenSchema } from "../adapters/tracked-order";

export const trackEstimateInput = z.object({ token: tokenSchema });
export const trackEstimateOutput = z.object({
  /** Newest first; only the first can be open. */
  versions: z.array(sentEstimateSchema),
});

/** The estimates of a repair as its customer sees them through the tracking link. Who answered is not said. */
export async function trackEstimate({
  ctx,
  input,
}: Call<ReadContext, z.infer<typeof trackEstimateInput>>): Promise<z.infer<typeof trackEstimateOutput>> {
  const { order, customer } = await orderBehindLink(ctx.tx, input.token, ctx.now());
  const rows = await versionsOf(ctx.tx, order.id);
  const about = { dataKey: customer.dataKey, status: order.status, now: ctx.now() };
  return { versions: rows.map((row) => sentEstimate(row, about)) };
}
