import { eq, inArray } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { reservations, warehouses } from "@/db/schema/inventory";
import { DomainError } from "@/server/kernel/errors";
import { uuidV7 } from "@/server/kernel/ids";
import type { Call, WriteContext } from "@/server/platform/call";
import { orderMustBeOpen } from "@/server/platform/taken-back";
import { type LockedStock, lockStock, recordStock } from "../adapters/stock-store";
import { decide } from "../domain/stock";

const partId = z.string().min(1).max(120);

export const reserveStockInput = z.object({
  orderId: z.uuid(),
  /** Whose warehouses may give, best first. */
  serviceCenterIds: z.array(z.string().min(1).max(100)).min(1).max(10),
  lines: z
    .array(z.object({ partId, quantity: z.number().int().min(1).max(1000) }))
    .min(1)
    .max(50),
  /** Null: until it is used or released. */
  expiresAt: z.iso.datetime().nullable(),
});
export const reserveStockOutput = z.object({
  reserved: z.array(z.object({ partId, warehouseId: z.string(), quantity: z.number().int() })),
});

type Input = z.infer<typeof reserveStockInput>;
type Output = z.infer<typeof reserveStockOutput>;
type Wanted = { partId: string; quantity: number };

/**
 * Reserves parts for an order, all of them or none; lines of the same part count together. What the order has
 * already stays as it is. Refuses with `stock_not_available` and says which part, and with `order_taken_back`.
 */
export async function reserveStock({ ctx, input }: Call<WriteContext, Input>): Promise<Output> {
  const { reserved } = await reserve(ctx, input, await whereFrom(ctx, input));
  return { reserved };
}

type Places = Awaited<ReturnType<typeof whereFrom>>;

/** What the order has, and the warehouses that may give. Refuses with `order_taken_back`. */
export async function whereFrom(
  ctx: Pick<WriteContext, "tx" | "context">,
  { orderId, serviceCenterIds }: Pick<Input, "orderId" | "serviceCenterIds">,
) {
  // Sent in one go and run in this order: the order is ours before its reservations are read.
  const [, before, stores] = await Promise.all([
    orderMustBeOpen(ctx, orderId),
    reservationsOf(ctx.tx, orderId),
    warehousesOf(ctx.tx, serviceCenterIds),
  ]);
  return { before, stores };
}

export async function reserve(ctx: WriteContext, input: Input, { before, stores }: Places): Promise<Output> {
  const missing = together(input.lines).filter(
    (line) => !before.some(({ partId }) => partId === line.partId),
  );
  const levels = missing.flatMap(({ partId }) => stores.map(({ id }) => ({ partId, warehouseId: id })));
  const locked = levels.length === 0 ? [] : await lockStock(ctx.tx, levels);
  const chosen = missing.map((line) => ({ line, from: firstThatHas(ctx, input, line, stores, locked) }));
  for (const { from } of chosen) await recordStock(ctx, from.locked, from.events);
  const reserved = chosen.map(({ line, from }) => ({
    ...line,
    warehouseId: from.locked.stock.warehouseId,
  }));
  return { reserved: [...before, ...reserved] };
}

function together(lines: readonly Wanted[]): Wanted[] {
  const sums = new Map<string, number>();
  for (const { partId, quantity } of lines) sums.set(partId, (sums.get(partId) ?? 0) + quantity);
  return [...sums].map(([partId, quantity]) => ({ partId, quantity }));
}

function firstThatHas(
  ctx: WriteContext,
  { orderId, expiresAt }: Input,
  { partId, quantity }: Wanted,
  stores: readonly Warehouse[],
  levels: readonly LockedStock[],
) {
  let refusal = new DomainError("stock_not_available", { partId, wanted: quantity, available: 0 });
  for (const { id } of stores) {
    const locked = levels.find(({ stock }) => stock.partId === partId && stock.warehouseId === id);
    if (locked === undefined) continue;
    const reservation = { id: uuidV7(ctx.now().getTime()), orderId, quantity, expiresAt };
    try {
      return {
        locked,
        events: decide({ kind: "reserve", reservation }, locked.stock, ctx.now().toISOString()),
      };
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== "stock_not_available") throw error;
      refusal = error;
    }
  }
  throw refusal;
}

async function reservationsOf(tx: Tx, orderId: string) {
  return tx
    .select({
      partId: reservations.partId,
      warehouseId: reservations.warehouseId,
      quantity: reservations.quantity,
    })
    .from(reservations)
    .where(eq(reservations.orderId, orderId));
}

type Warehouse = { id: string; center: string | null };

/** The centres' warehouses in the centres' order; a centre without one is left out. */
export async function warehousesOf(tx: Tx, serviceCenterIds: readonly string[]): Promise<Warehouse[]> {
  const found = await tx
    .select({ id: warehouses.id, center: warehouses.serviceCenterId })
    .from(warehouses)
    .where(inArray(warehouses.serviceCenterId, [...serviceCenterIds]));
  return serviceCenterIds.flatMap((id) => found.find(({ center }) => center === id) ?? []);
}
