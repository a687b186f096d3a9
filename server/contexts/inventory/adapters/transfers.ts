import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { transfers } from "@/db/schema/inventory";
import { DomainError } from "@/server/kernel/errors";
import type { ConsumerContext } from "@/server/platform/consumer";
import { appendEvents } from "@/server/platform/events";
import { wakeSagas } from "@/server/platform/sagas";
import { holdOrder } from "@/server/platform/taken-back";
import { type TransferEvent, transferStream } from "../contract/stock-events";
import { transferMoved } from "../contract/transfer";
import { decide } from "../domain/stock";
import { moveTransfer, type TransferMove, type WriteOffReason } from "../domain/transfer";
import { lockStock, openLevel, recordStock } from "./stock-store";

/** Where a part lies between two warehouses. */
const inTransit = "in-transit";

export type Transfer = typeof transfers.$inferSelect;

export function factsOf({ id, partId, quantity, fromWarehouseId, toWarehouseId, orderId }: Transfer) {
  return { transferId: id, partId, quantity, fromWarehouseId, toWarehouseId, orderId };
}

/** The transfer, locked until the transaction ends. Refuses with `not_found`. */
export async function lockTransfer(tx: Tx, id: string): Promise<Transfer> {
  const [found] = await tx.select().from(transfers).where(eq(transfers.id, id)).for("update");
  if (found === undefined) throw new DomainError("not_found");
  return found;
}

/** Moves a transfer on with its pieces and, where it is for an order, their reservation; wakes who waits for it. */
export async function advanceTransfer(
  ctx: ConsumerContext,
  transfer: Transfer,
  move: Exclude<TransferMove, "write_off">,
): Promise<Transfer> {
  const { to, event } = moveTransfer(move, transfer.status);
  if (move === "pick") await carry(ctx, transfer, transfer.fromWarehouseId, inTransit);
  if (move === "receive") await carry(ctx, transfer, inTransit, transfer.toWarehouseId);
  if (move === "cancel" && transfer.status === "picked") {
    await carry(ctx, transfer, inTransit, transfer.fromWarehouseId);
  }
  return recordMove(ctx, { ...transfer, status: to }, { type: event, data: factsOf(transfer) });
}

/** What never arrived, or arrived broken, is nobody's any more: the order that it was for has to be served anew. */
export async function writeOffTransfer(
  ctx: ConsumerContext,
  transfer: Transfer,
  as: WriteOffReason,
): Promise<Transfer> {
  const { to, event } = moveTransfer("write_off", transfer.status);
  const { partId, quantity, orderId, id: transferId } = transfer;
  const now = ctx.now().toISOString();
  if (orderId !== null) await holdOrder(ctx, orderId);
  const [lying] = await lockStock(ctx.tx, [{ partId, warehouseId: inTransit }]);
  if (lying === undefined) throw new DomainError("not_found");
  const freed =
    orderId === null
      ? lying
      : await recordStock(
          ctx,
          lying,
          decide({ kind: "release", orderId, reason: "given_back" }, lying.stock, now),
        );
  await recordStock(ctx, freed, decide({ kind: "write_off", quantity, transferId, as }, freed.stock, now));
  const said: TransferEvent = { type: event, data: { ...factsOf(transfer), as } };
  return recordMove(ctx, { ...transfer, status: to, writtenOffAs: as }, said);
}

async function recordMove(ctx: ConsumerContext, moved: Transfer, said: TransferEvent): Promise<Transfer> {
  await appendEvents(ctx, transferStream(moved.id), [said]);
  await ctx.tx
    .update(transfers)
    .set({ status: moved.status, writtenOffAs: moved.writtenOffAs, updatedAt: ctx.now() })
    .where(eq(transfers.id, moved.id));
  await wakeSagas(ctx.tx, ctx.context, transferMoved(moved.id));
  return moved;
}

/** Takes pieces from one level and puts them on another; what is reserved for the order stays reserved. */
async function carry(ctx: ConsumerContext, transfer: Transfer, fromId: string, toId: string): Promise<void> {
  const { partId, quantity, orderId, id: transferId } = transfer;
  const now = ctx.now().toISOString();
  if (orderId !== null) await holdOrder(ctx, orderId);
  await openLevel(ctx.tx, { partId, warehouseId: toId });
  const locked = await lockStock(ctx.tx, [
    { partId, warehouseId: fromId },
    { partId, warehouseId: toId },
  ]);
  const from = locked.find(({ stock }) => stock.warehouseId === fromId);
  const to = locked.find(({ stock }) => stock.warehouseId === toId);
  if (from === undefined || to === undefined) throw new DomainError("not_found");
  const reservation = from.stock.reservations.find((each) => each.orderId === orderId);
  const freed =
    reservation === undefined || orderId === null
      ? from
      : await recordStock(ctx, from, decide({ kind: "release", orderId, reason: "moved" }, from.stock, now));
  await recordStock(ctx, freed, decide({ kind: "pick", quantity, transferId }, freed.stock, now));
  const put = await recordStock(ctx, to, decide({ kind: "put", quantity, transferId }, to.stock, now));
  if (reservation !== undefined) {
    await recordStock(ctx, put, decide({ kind: "reserve", reservation }, put.stock, now));
  }
}
