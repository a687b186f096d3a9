import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { transfers, warehouses } from "@/db/schema/inventory";
import { requireRole } from "@/server/kernel/actor";
import { DomainError } from "@/server/kernel/errors";
import type { Call, WriteContext } from "@/server/platform/call";
import type { ConsumerContext } from "@/server/platform/consumer";
import { stockRoles } from "../adapters/stock-staff";
import { advanceTransfer, lockTransfer, type Transfer, writeOffTransfer } from "../adapters/transfers";
import { transferStatuses } from "../contract/transfer";
import { type TransferMove, warehouseThatMoves, writeOffReasons } from "../domain/transfer";
import { releaseForGood, releaseStockOf } from "./change-reservation";

const statusSchema = z.enum(transferStatuses);

export const moveTransferInput = z.object({ id: z.uuid() });
export const moveTransferOutput = z.object({ id: z.uuid(), status: statusSchema });
export const writeOffTransferInput = z.object({ id: z.uuid(), as: z.enum(writeOffReasons) });
export const callOffTransferInput = z.object({ transferId: z.uuid() });
export const callOffTransferOutput = z.object({ status: statusSchema.nullable() });

type Output = z.infer<typeof moveTransferOutput>;

/** A member of staff moves a transfer, at the end where that is done. Refuses with `transition_not_allowed`. */
export function moveTransferBy(move: Exclude<TransferMove, "write_off">) {
  return async ({ ctx, input }: Call<WriteContext, z.infer<typeof moveTransferInput>>): Promise<Output> => {
    const transfer = await lockTransferAtEnd(ctx, input.id, move);
    const { status } = await advanceTransfer(ctx, transfer, move);
    if (move === "cancel" && transfer.orderId !== null) await releaseStockOf(ctx, transfer.orderId);
    return { id: transfer.id, status };
  };
}

/** What never arrived or came broken leaves the books, with the reason. Refuses with `transition_not_allowed`. */
export async function writeOff({
  ctx,
  input,
}: Call<WriteContext, z.infer<typeof writeOffTransferInput>>): Promise<Output> {
  const transfer = await lockTransferAtEnd(ctx, input.id, "write_off");
  const { id, status } = await writeOffTransfer(ctx, transfer, input.as);
  return { id, status };
}

async function lockTransferAtEnd(ctx: WriteContext, id: string, move: TransferMove): Promise<Transfer> {
  const transfer = await lockTransfer(ctx.tx, id);
  const [place] = await ctx.tx
    .select({ center: warehouses.serviceCenterId })
    .from(warehouses)
    .where(eq(warehouses.id, warehouseThatMoves(move, transfer)));
  requireRole(ctx.actor, stockRoles, place?.center ?? null);
  return transfer;
}

/**
 * Takes a transfer back as far as it goes: what has not left is put back, what is on its way goes on without being
 * reserved. Repeatable; null when there is no such transfer.
 */
export async function callOffTransfer({
  ctx,
  input,
}: Call<WriteContext, z.infer<typeof callOffTransferInput>>): Promise<z.infer<typeof callOffTransferOutput>> {
  const [found] = await ctx.tx
    .select({ id: transfers.id })
    .from(transfers)
    .where(eq(transfers.id, input.transferId));
  return { status: found === undefined ? null : await callOff(ctx, found.id) };
}

async function callOff(ctx: ConsumerContext, id: string): Promise<z.infer<typeof statusSchema>> {
  const transfer = await lockTransfer(ctx.tx, id);
  const canStay = transfer.status === "requested" || transfer.status === "picked";
  const { status } = canStay ? await advanceTransfer(ctx, transfer, "cancel") : transfer;
  if (transfer.orderId !== null) await releaseStockOf(ctx, transfer.orderId);
  return status;
}

/** An order that was cancelled needs neither its parts nor what is on its way to it, and asks for none any more. */
export async function callOffTransfersOf(ctx: ConsumerContext, orderId: string): Promise<void> {
  // All of them before the order, as everywhere: transfers, order, levels.
  const open = await openTransfersOf(ctx, orderId).for("update");
  for (const { id } of open) await callOff(ctx, id);
  await releaseForGood(ctx, orderId);
  // One that was opened just before the order was ours is seen only now; the next try has it.
  const seen = new Set(open.map(({ id }) => id));
  const after = await openTransfersOf(ctx, orderId);
  if (after.some(({ id }) => !seen.has(id))) throw new DomainError("version_conflict");
}

function openTransfersOf({ tx }: ConsumerContext, orderId: string) {
  return tx
    .select({ id: transfers.id })
    .from(transfers)
    .where(
      and(eq(transfers.orderId, orderId), inArray(transfers.status, ["requested", "picked", "in_transit"])),
    )
    .orderBy(transfers.id);
}
