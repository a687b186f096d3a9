import { z } from "zod";
import { transfers } from "@/db/schema/inventory";
import { DomainError } from "@/server/kernel/errors";
import { uuidV7 } from "@/server/kernel/ids";
import type { Call, WriteContext } from "@/server/platform/call";
import { appendEvents } from "@/server/platform/events";
import { stockRoles, warehouseFor } from "../adapters/stock-staff";
import { lookAtStock } from "../adapters/stock-store";
import { factsOf, type Transfer } from "../adapters/transfers";
import { transferStream } from "../contract/stock-events";
import { reservedOf } from "../domain/stock";
import { warehousesOf } from "./reserve-stock";

export const askForStockInput = z.object({
  partId: z.string().min(1).max(120),
  quantity: z.number().int().min(1).max(100_000),
  fromServiceCenterId: z.string().min(1).max(100),
  toServiceCenterId: z.string().min(1).max(100),
});
export const askForStockOutput = z.object({ transferId: z.uuid() });

/**
 * Asks another centre for pieces that no order waits for. Nothing is reserved for it: what an order takes before they
 * are picked is not picked. Refuses with `stock_not_available`, `unknown_service_center` and `conflict`.
 */
export async function askForStock({
  ctx,
  input,
}: Call<WriteContext, z.infer<typeof askForStockInput>>): Promise<z.infer<typeof askForStockOutput>> {
  const { partId, quantity, fromServiceCenterId, toServiceCenterId } = input;
  const to = await warehouseFor(ctx.tx, ctx.actor, stockRoles, toServiceCenterId);
  if (fromServiceCenterId === toServiceCenterId) throw new DomainError("conflict");
  const [from] = await warehousesOf(ctx.tx, [fromServiceCenterId]);
  if (from === undefined) throw new DomainError("unknown_service_center");
  const [stock] = await lookAtStock(ctx.tx, [{ partId, warehouseId: from.id }]);
  const available = stock === undefined ? 0 : stock.onHand - reservedOf(stock);
  if (available < quantity)
    throw new DomainError("stock_not_available", { partId, wanted: quantity, available });
  const at = ctx.now();
  const transfer: Transfer = {
    id: uuidV7(at.getTime()),
    partId,
    quantity,
    fromWarehouseId: from.id,
    toWarehouseId: to.id,
    orderId: null,
    status: "requested",
    writtenOffAs: null,
    requestedAt: at,
    updatedAt: at,
  };
  await ctx.tx.insert(transfers).values(transfer);
  const asked = { type: "transfer.requested.v1", data: factsOf(transfer) } as const;
  await appendEvents(ctx, transferStream(transfer.id), [asked], 0);
  return { transferId: transfer.id };
}
