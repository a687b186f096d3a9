import { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import type { Call, WriteContext } from "@/server/platform/call";
import { waitForPart } from "../adapters/waiting";
import { likelyPart } from "../queries/likely-part";
import { reserve, whereFrom } from "./reserve-stock";

export const promisePartInput = z.object({
  orderId: z.uuid(),
  deviceModelId: z.string().min(1).max(120),
  faultId: z.string().min(1).max(120),
  /** Whose warehouses may give, best first: the order's own centre is the first. */
  serviceCenterIds: z.array(z.string().min(1).max(100)).min(1).max(10),
  expiresAt: z.iso.datetime(),
  /** When the repair was promised; of those who wait for a part the earliest is served first. */
  promisedBy: z.iso.datetime({ offset: true }).nullish(),
});
export const promisePartOutput = z.object({
  /** The fault needs none, it is reserved here or elsewhere, or it has to be ordered. */
  part: z.enum(["none", "here", "elsewhere", "to_order"]),
});

/**
 * Reserves one piece of the part that usually mends a fault. That there is none is an answer, not a refusal: then the
 * order waits for one in its own centre. Refuses with `order_taken_back`.
 */
export async function promisePart({
  ctx,
  input,
}: Call<WriteContext, z.infer<typeof promisePartInput>>): Promise<z.infer<typeof promisePartOutput>> {
  const { orderId, serviceCenterIds, expiresAt, promisedBy = null, ...needs } = input;
  const [serviceCenterId = ""] = serviceCenterIds;
  const [{ part }, places] = await Promise.all([
    likelyPart({ ctx, input: { ...needs, serviceCenterId } }),
    whereFrom(ctx, input),
  ]);
  const own = places.stores.find(({ center }) => center === serviceCenterId)?.id;
  if (part === null) return { part: "none" };
  const lines = [{ partId: part.partId, quantity: 1 }];
  try {
    const { reserved } = await reserve(ctx, { orderId, serviceCenterIds, lines, expiresAt }, places);
    return { part: reserved.some(({ warehouseId }) => warehouseId === own) ? "here" : "elsewhere" };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "stock_not_available") throw error;
    if (own !== undefined) {
      const wish = { orderId, partId: part.partId, quantity: 1, promisedBy };
      await waitForPart(ctx, { ...wish, warehouseId: own });
    }
    return { part: "to_order" };
  }
}
