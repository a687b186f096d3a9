import { sql } from "drizzle-orm";
import { z } from "zod";
import { rows } from "@/db/client";
import type { Call, VerbContext, WriteContext } from "@/server/platform/call";
import { inTransaction } from "@/server/platform/verb";
import { type Level, lockStock } from "../adapters/stock-store";
import { holdWaiting, serve } from "../adapters/waiting";
import { reservedOf } from "../domain/stock";
import { whoIsServed } from "../domain/waiting";

export const serveWaitingOutput = z.object({ served: z.number().int() });

const levelsAtOnce = 50;

/**
 * Gives to orders that wait what is free where they wait for it: pieces that were given back, counted or brought, or
 * that came just while an order began to wait. Level by level, so that a busy one holds nobody up.
 */
export async function serveWaiting({
  ctx,
}: Call<VerbContext, unknown>): Promise<z.infer<typeof serveWaitingOutput>> {
  const levels = await inTransaction(ctx, ({ tx }) =>
    rows<Level>(
      tx,
      sql`select distinct l.part_id as "partId", l.warehouse_id as "warehouseId"
          from inventory.waiting_orders w
          join inventory.stock_levels l on l.part_id = w.part_id and l.warehouse_id = w.warehouse_id
          where l.on_hand - l.reserved >= w.quantity limit ${levelsAtOnce}`,
    ),
  );
  let served = 0;
  for (const level of levels) served += await inTransaction(ctx, (inside) => serveLevel(inside, level));
  return { served };
}

async function serveLevel(ctx: WriteContext, level: Level): Promise<number> {
  const waiting = await holdWaiting(ctx, level.warehouseId, [level.partId]);
  const [locked] = await lockStock(ctx.tx, [level]);
  if (locked === undefined) return 0;
  const chosen = whoIsServed(waiting, locked.stock.onHand - reservedOf(locked.stock));
  await serve(ctx, locked, chosen, { purchaseOrderId: null, receiptId: null });
  return chosen.length;
}
