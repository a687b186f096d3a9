import { eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { rows, type Tx } from "@/db/client";
import { countLines, counts, parts, stockLevels, warehouses } from "@/db/schema/inventory";
import { actorName } from "@/server/kernel/actor";
import { DomainError } from "@/server/kernel/errors";
import { uuidV7 } from "@/server/kernel/ids";
import type { Call, WriteContext } from "@/server/platform/call";
import { stockRoles, warehouseFor } from "../adapters/stock-staff";

export const startCountInput = z.object({
  serviceCenterId: z.string().min(1).max(100),
  /** Left out: everything that the centre keeps. */
  partIds: z.array(z.string().min(1).max(120)).min(1).max(1000).optional(),
});
export const startCountOutput = z.object({ id: z.uuid() });

const mostLines = 1000;

/**
 * Begins a count of some parts of a centre or of all it keeps. Refuses with `part_being_counted`, which names the
 * count that has them, with `count_too_large`, and with `not_found` where there is nothing to count.
 */
export async function startCount({
  ctx,
  input,
}: Call<WriteContext, z.infer<typeof startCountInput>>): Promise<z.infer<typeof startCountOutput>> {
  const { tx, actor, now } = ctx;
  const { id: warehouseId } = await warehouseFor(tx, actor, stockRoles, input.serviceCenterId);
  // Who starts a count here is in turn, so that no part gets into two of them.
  await tx.select().from(warehouses).where(eq(warehouses.id, warehouseId)).for("no key update");
  const partIds = input.partIds ? await known(tx, input.partIds) : await kept(tx, warehouseId);
  if (partIds.length === 0) throw new DomainError("not_found");
  if (partIds.length > mostLines) throw new DomainError("count_too_large", { parts: partIds.length });
  await partIsInOneCountOnly(tx, warehouseId, partIds);
  const id = uuidV7(now().getTime());
  await tx.insert(counts).values({
    id,
    warehouseId,
    status: "open",
    whole: input.partIds === undefined,
    startedBy: actorName(actor),
    startedAt: now(),
  });
  await tx.insert(countLines).values(partIds.map((partId) => ({ countId: id, partId })));
  return { id };
}

async function known(tx: Tx, wanted: readonly string[]): Promise<string[]> {
  const ids = [...new Set(wanted)];
  const found = await tx.select({ id: parts.id }).from(parts).where(inArray(parts.id, ids));
  if (found.length < ids.length) throw new DomainError("not_found");
  return ids;
}

async function kept(tx: Tx, warehouseId: string): Promise<string[]> {
  const found = await tx
    .select({ id: stockLevels.partId })
    .from(stockLevels)
    .where(eq(stockLevels.warehouseId, warehouseId))
    .limit(mostLines + 1);
  return found.map(({ id }) => id);
}

async function partIsInOneCountOnly(tx: Tx, warehouseId: string, partIds: readonly string[]): Promise<void> {
  const [taken] = await rows<{ countId: string; parts: string[] }>(
    tx,
    sql`select c.id as "countId", array_agg(l.part_id) as parts
        from inventory.counts c join inventory.count_lines l on l.count_id = c.id
        where c.warehouse_id = ${warehouseId} and c.status in ('open', 'finished') and l.part_id in ${[...partIds]}
        group by c.id order by c.id limit 1`,
  );
  if (taken !== undefined) {
    throw new DomainError("part_being_counted", { countId: taken.countId, parts: taken.parts });
  }
}
