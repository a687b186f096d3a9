import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Call, WriteContext } from "@/server/platform/call";
import { stockRoles, warehouseFor } from "../adapters/stock-staff";
import { bySupplier, suggestionsFor } from "../queries/reorder-suggestions";
import { draftAt } from "./draft-purchase";

export const draftSuggestedInput = z.object({
  serviceCenterId: z.string().min(1).max(100),
  /** Only these; undefined: all that is suggested. */
  partIds: z.array(z.string().min(1).max(120)).max(2_000).optional(),
});
export const draftSuggestedOutput = z.object({ drafts: z.array(z.object({ id: z.uuid() })) });

const linesADraft = 200;

/** Makes a draft at each supplier of what is suggested. Two who press at once get each piece once. */
export async function draftSuggested({
  ctx,
  input: { serviceCenterId, partIds },
}: Call<WriteContext, z.infer<typeof draftSuggestedInput>>): Promise<z.infer<typeof draftSuggestedOutput>> {
  const { id: warehouseId } = await warehouseFor(ctx.tx, ctx.actor, stockRoles, serviceCenterId);
  await ctx.tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`inventory:reorder:${warehouseId}`}::text, 0))`,
  );
  const suggested = await suggestionsFor(ctx.tx, warehouseId);
  const chosen =
    partIds === undefined ? suggested : suggested.filter(({ partId }) => partIds.includes(partId));
  const drafts: { id: string }[] = [];
  for (const some of bySupplier(chosen)) {
    const lines = some.flatMap(({ partId, purchase }) =>
      purchase === null ? [] : [{ partId, quantity: purchase.quantity }],
    );
    const supplierId = some[0]?.supplier.id ?? "";
    for (let at = 0; at < lines.length; at += linesADraft) {
      const draft = { serviceCenterId, warehouseId, supplierId, lines: lines.slice(at, at + linesADraft) };
      drafts.push({ id: (await draftAt(ctx, draft)).id });
    }
  }
  return { drafts };
}
