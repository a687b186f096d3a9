import { sql } from "drizzle-orm";
import { z } from "zod";
import { rows } from "@/db/client";
import { stockDrifts } from "@/db/schema/inventory";
import type { Call, WriteContext } from "@/server/platform/call";
import { logger } from "@/server/platform/logger";

export const checkStockOutput = z.object({ drifted: z.number().int() });

interface Drift {
  partId: string;
  warehouseId: string;
  onHand: number;
  /** What the movements come to. */
  moved: number;
  reserved: number;
  /** What the reservations come to. */
  promised: number;
  version: number;
  /** The version of its event stream. */
  told: number;
}

const shownInLog = 20;

/**
 * Compares each level with the movements, reservations and events that it stands for; what does not add up is kept
 * as a task and raises the alarm `stock_drift`. A level that nothing happened to has no movements yet.
 */
export async function checkStock({
  ctx,
}: Call<WriteContext, unknown>): Promise<z.infer<typeof checkStockOutput>> {
  // One statement, hence one moment: what commits meanwhile is seen in all tables or in none.
  const found = await rows<Drift>(
    ctx.tx,
    sql`
    with moved as (
      select part_id, warehouse_id, sum(quantity)::int as pieces from inventory.stock_movements group by 1, 2
    ), promised as (
      select part_id, warehouse_id, sum(quantity)::int as pieces from inventory.reservations group by 1, 2
    ), compared as (
      select l.part_id, l.warehouse_id, l.on_hand, l.reserved, l.version, coalesce(m.pieces, 0) as moved,
        coalesce(p.pieces, 0) as promised, coalesce(s.version, 0) as told
      from inventory.stock_levels l
      left join moved m using (part_id, warehouse_id)
      left join promised p using (part_id, warehouse_id)
      left join inventory.streams s on s.stream_id = 'stock-' || l.part_id || '@' || l.warehouse_id
    )
    select part_id as "partId", warehouse_id as "warehouseId", on_hand as "onHand", moved, reserved, promised,
      version, told
    from compared
    where moved <> case when version = 0 then 0 else on_hand end or reserved <> promised or version <> told
    order by part_id, warehouse_id`,
  );
  await ctx.tx.delete(stockDrifts);
  for (let at = 0; at < found.length; at += 1000) {
    const some = found.slice(at, at + 1000);
    await ctx.tx.insert(stockDrifts).values(some.map((each) => ({ ...each, foundAt: ctx.now() })));
  }
  if (found.length > 0) {
    logger.error(
      { alarm: "stock_drift", levels: found.length, drifts: found.slice(0, shownInLog) },
      "levels are not what their movements, reservations and events make them",
    );
  }
  return { drifted: found.length };
}
