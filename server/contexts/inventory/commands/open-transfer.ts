import { eq } from "drizzle-orm";
import { z } from "zod";
import { transfers } from "@/db/schema/inventory";
import { DomainError } from "@/server/kernel/errors";
import { uuidV7 } from "@/server/kernel/ids";
import type { Call, WriteContext } from "@/server/platform/call";
import { appendEvents } from "@/server/platform/events";
import { orderMustBeOpen } from "@/server/platform/taken-back";
import { lockStock, recordStock } from "../adapters/stock-store";
import { factsOf, type Transfer } from "../adapters/transfers";
import { transferStream } from "../contract/stock-events";
import { decide } from "../domain/stock";
import { releaseStockOf } from "./change-reservation";

export const openTransferInput = z.object({
  transferId: z.uuid(),
  orderId: z.uuid(),
  partId: z.string(),
  quantity: z.number().int().min(1),
  fromWarehouseId: z.string(),
  toWarehouseId: z.string(),
});
export const openTransferOutput = z.object({ opened: z.literal(true) });

type Input = z.infer<typeof openTransferInput>;

/**
 * Opens an order's transfer and reserves its pieces where they are, once for a transfer id. What the order had
 * reserved elsewhere is given back. Refuses with `stock_not_available` and `order_taken_back`.
 */
export async function openTransfer({
  ctx,
  input,
}: Call<WriteContext, Input>): Promise<z.infer<typeof openTransferOutput>> {
  const [before] = await ctx.tx
    .select({ id: transfers.id })
    .from(transfers)
    .where(eq(transfers.id, input.transferId));
  if (before !== undefined) return { opened: true };
  await orderMustBeOpen(ctx, input.orderId);
  await releaseStockOf(ctx, input.orderId);
  await reserveThere(ctx, input);
  const at = ctx.now();
  const { transferId: id, ...facts } = input;
  const transfer: Transfer = {
    ...facts,
    id,
    status: "requested",
    writtenOffAs: null,
    requestedAt: at,
    updatedAt: at,
  };
  await ctx.tx.insert(transfers).values(transfer);
  await appendEvents(
    ctx,
    transferStream(id),
    [{ type: "transfer.requested.v1", data: factsOf(transfer) }],
    0,
  );
  return { opened: true };
}

async function reserveThere(ctx: WriteContext, input: Input): Promise<void> {
  const { orderId, partId, quantity, fromWarehouseId: warehouseId } = input;
  const [locked] = await lockStock(ctx.tx, [{ partId, warehouseId }]);
  if (locked === undefined)
    throw new DomainError("stock_not_available", { partId, wanted: quantity, available: 0 });
  const reservation = { id: uuidV7(ctx.now().getTime()), orderId, quantity, expiresAt: null };
  const events = decide({ kind: "reserve", reservation }, locked.stock, ctx.now().toISOString());
  await recordStock(ctx, locked, events);
}
