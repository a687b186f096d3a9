import { eq, lte, sql } from "drizzle-orm";
import { z } from "zod";
import { reservations } from "@/db/schema/inventory";
import { DomainError } from "@/server/kernel/errors";
import type { Call, VerbContext, WriteContext } from "@/server/platform/call";
import type { ConsumerContext } from "@/server/platform/consumer";
import { holdOrder, takeOrderBack } from "@/server/platform/taken-back";
import { inTransaction } from "@/server/platform/verb";
import { type Level, lockStock, recordStock } from "../adapters/stock-store";
import { decide, type StockCommand } from "../domain/stock";

export const releaseStockInput = z.object({ orderId: z.uuid() });
export const releaseStockOutput = z.object({ released: z.boolean() });
export const extendStockInput = z.object({
  orderId: z.uuid(),
  /** Null: until it is used or released. */
  expiresAt: z.iso.datetime().nullable(),
});
export const extendStockOutput = z.object({ extended: z.literal(true) });
export const releaseExpiredOutput = z.object({ levels: z.number().int() });

/**
 * Gives back all that is reserved for an order, and reserves nothing for it any more. Repeatable; `released` says
 * whether there was anything.
 */
export async function releaseStock({
  ctx,
  input,
}: Call<WriteContext, z.infer<typeof releaseStockInput>>): Promise<z.infer<typeof releaseStockOutput>> {
  return { released: await releaseForGood(ctx, input.orderId) };
}

export async function releaseForGood(ctx: ConsumerContext, orderId: string): Promise<boolean> {
  await takeOrderBack(ctx, orderId);
  return releaseStockOf(ctx, orderId);
}

export async function releaseStockOf(ctx: ConsumerContext, orderId: string): Promise<boolean> {
  const levels = await levelsOf(ctx, orderId);
  await change(ctx, levels, { kind: "release", orderId, reason: "given_back" });
  return levels.length > 0;
}

/** Lets an order's reservations last until another time. Refuses with `not_found` when none is left. */
export async function extendStock({
  ctx,
  input,
}: Call<WriteContext, z.infer<typeof extendStockInput>>): Promise<z.infer<typeof extendStockOutput>> {
  // The order before its levels, as everywhere.
  await holdOrder(ctx, input.orderId);
  const levels = await levelsOf(ctx, input.orderId);
  if (levels.length === 0) throw new DomainError("not_found");
  await change(ctx, levels, { kind: "extend", ...input });
  return { extended: true };
}

const levelsAtOnce = 200;

/** Gives back what expired, level by level, so that a busy one holds nobody up. */
export async function releaseExpired({
  ctx,
}: Call<VerbContext, unknown>): Promise<z.infer<typeof releaseExpiredOutput>> {
  const levels = await inTransaction(ctx, ({ tx }) =>
    tx
      .selectDistinct({ partId: reservations.partId, warehouseId: reservations.warehouseId })
      .from(reservations)
      .where(lte(reservations.expiresAt, sql`${ctx.now().toISOString()}::timestamptz`))
      .limit(levelsAtOnce),
  );
  for (const level of levels) await inTransaction(ctx, (inside) => change(inside, [level], { kind: "look" }));
  return { levels: levels.length };
}

function levelsOf({ tx }: ConsumerContext, orderId: string): Promise<Level[]> {
  return tx
    .select({ partId: reservations.partId, warehouseId: reservations.warehouseId })
    .from(reservations)
    .where(eq(reservations.orderId, orderId));
}

async function change(ctx: ConsumerContext, levels: readonly Level[], command: StockCommand): Promise<void> {
  if (levels.length === 0) return;
  for (const locked of await lockStock(ctx.tx, levels)) {
    await recordStock(ctx, locked, decide(command, locked.stock, ctx.now().toISOString()));
  }
}
