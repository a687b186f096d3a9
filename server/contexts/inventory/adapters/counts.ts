import { eq, sql } from "drizzle-orm";
import { rows, type Tx } from "@/db/client";
import { counts, warehouses } from "@/db/schema/inventory";
import { type Role, requireRole } from "@/server/kernel/actor";
import { DomainError } from "@/server/kernel/errors";
import type { ReadContext } from "@/server/platform/call";
import type { CountedLine } from "../domain/count";

/** A count and whose it is, for whoever holds one of the roles there. Refuses with `not_found`. */
export async function countFor({ tx, actor }: ReadContext, id: string, allowed: readonly Role[]) {
  const [found] = await tx
    .select({ count: counts, center: warehouses.serviceCenterId, place: warehouses.name })
    .from(counts)
    .innerJoin(warehouses, eq(warehouses.id, counts.warehouseId))
    .where(eq(counts.id, id));
  if (found === undefined) throw new DomainError("not_found");
  requireRole(actor, allowed, found.center);
  return found;
}

/** The same, locked: `share` lets others enter at the same time, `update` nobody. */
export async function lockCountFor(
  ctx: ReadContext,
  id: string,
  allowed: readonly Role[],
  strength: "share" | "update",
) {
  await ctx.tx.select({ id: counts.id }).from(counts).where(eq(counts.id, id)).for(strength);
  return (await countFor(ctx, id, allowed)).count;
}

/** The lines that were counted, with what stands in the books now. */
export function countedLines(tx: Tx, { id, warehouseId }: { id: string; warehouseId: string }) {
  return rows<CountedLine>(
    tx,
    sql`select c.part_id as "partId", c.counted, c.expected, coalesce(l.on_hand, 0) as "onHand"
        from inventory.count_lines c
        left join inventory.stock_levels l on l.part_id = c.part_id and l.warehouse_id = ${warehouseId}
        where c.count_id = ${id} and c.counted is not null
        order by c.part_id`,
  );
}
