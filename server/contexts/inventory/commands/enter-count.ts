import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { countLines } from "@/db/schema/inventory";
import { actorName } from "@/server/kernel/actor";
import { DomainError } from "@/server/kernel/errors";
import type { Call, WriteContext } from "@/server/platform/call";
import { lockCountFor } from "../adapters/counts";
import { stockRoles } from "../adapters/stock-staff";
import { moveCount } from "../domain/count";

const pieces = z.number().int().min(0).max(100_000);

export const enterCountInput = z.object({
  id: z.uuid(),
  partId: z.string().min(1).max(120),
  quantity: pieces,
  /** What the counter saw entered before; null: nothing. */
  replaces: pieces.nullable(),
});
export const enterCountOutput = z.object({ quantity: z.number().int() });

/**
 * Keeps how many pieces somebody found, with what the books said at that moment. Refuses with `count_moved_on`, and
 * with `count_line_taken` where somebody else entered another number meanwhile. Repeatable.
 */
export async function enterCount({
  ctx,
  input,
}: Call<WriteContext, z.infer<typeof enterCountInput>>): Promise<z.infer<typeof enterCountOutput>> {
  const { id, partId, quantity, replaces } = input;
  const count = await lockCountFor(ctx, id, stockRoles, "share");
  moveCount("enter", count.status);
  const line = and(eq(countLines.countId, id), eq(countLines.partId, partId));
  const [before] = await ctx.tx
    .select({ counted: countLines.counted })
    .from(countLines)
    .where(line)
    .for("update");
  if (before === undefined) throw new DomainError("not_found");
  if (before.counted !== replaces && before.counted !== quantity) {
    throw new DomainError("count_line_taken", before.counted === null ? {} : { counted: before.counted });
  }
  const onHand = sql<number>`coalesce((select on_hand from inventory.stock_levels
    where part_id = ${partId} and warehouse_id = ${count.warehouseId}), 0)`;
  await ctx.tx
    .update(countLines)
    .set({ counted: quantity, expected: onHand, countedBy: actorName(ctx.actor), countedAt: ctx.now() })
    .where(line);
  return { quantity };
}
