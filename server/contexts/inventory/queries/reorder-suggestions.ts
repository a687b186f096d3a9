import { z } from "zod";
import type { Tx } from "@/db/client";
import { holdsRole } from "@/server/kernel/actor";
import { moneySchema } from "@/server/kernel/money";
import type { Call, ReadContext } from "@/server/platform/call";
import { type NeededPart, neededParts } from "../adapters/needs";
import { costReaders, stockReaders, stockRoles, warehouseFor } from "../adapters/stock-staff";
import { cheapestPurchase, piecesToOrder } from "../domain/reorder";

export const reorderSuggestionsInput = z.object({ serviceCenterId: z.string().min(1).max(100) });
export const reorderSuggestionsOutput = z.object({
  mayOrder: z.boolean(),
  suppliers: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      lines: z.array(
        z.object({
          partId: z.string(),
          name: z.string(),
          sku: z.string(),
          minimum: z.number().int(),
          required: z.number().int(),
          onHand: z.number().int(),
          reserved: z.number().int(),
          inTransit: z.number().int(),
          /** What is in drafts included. */
          ordered: z.number().int(),
          missing: z.number().int(),
          /** What is best bought of what is missing; null: this supplier does not sell it. */
          quantity: z.number().int().nullable(),
          /** Null where the actor may not see what parts cost. */
          unitPrice: moneySchema.nullable(),
        }),
      ),
      total: moneySchema.nullable(),
    }),
  ),
});

export interface Suggestion extends NeededPart {
  missing: number;
  purchase: { quantity: number; unitPriceMinor: number } | null;
}

/** What is missing in a warehouse, and how it is best bought. */
export async function suggestionsFor(tx: Tx, warehouseId: string): Promise<Suggestion[]> {
  return (await neededParts(tx, warehouseId)).flatMap((part) => {
    const missing = piecesToOrder(part);
    return missing === 0 ? [] : [{ ...part, missing, purchase: cheapestPurchase(part.breaks, missing) }];
  });
}

/** The suggestions by supplier, in their order. */
export function bySupplier(all: readonly Suggestion[]): Suggestion[][] {
  const ids = [...new Set(all.map(({ supplier }) => supplier.id))];
  return ids.map((id) => all.filter(({ supplier }) => supplier.id === id));
}

/** What a centre had better order, by supplier. */
export async function reorderSuggestions({
  ctx,
  input: { serviceCenterId },
}: Call<ReadContext, z.infer<typeof reorderSuggestionsInput>>): Promise<
  z.infer<typeof reorderSuggestionsOutput>
> {
  const { id } = await warehouseFor(ctx.tx, ctx.actor, stockReaders, serviceCenterId);
  const seesCost = holdsRole(ctx.actor, costReaders, serviceCenterId);
  return {
    mayOrder: holdsRole(ctx.actor, stockRoles, serviceCenterId),
    suppliers: bySupplier(await suggestionsFor(ctx.tx, id)).map((some) => forSupplier(some, seesCost)),
  };
}

function forSupplier(some: readonly Suggestion[], seesCost: boolean) {
  const { id = "", name = "", currency = "" } = some[0]?.supplier ?? {};
  const total = some.reduce(
    (sum, { purchase }) => sum + (purchase === null ? 0 : purchase.quantity * purchase.unitPriceMinor),
    0,
  );
  return {
    id,
    name,
    lines: some.map(({ purchase, breaks: _, supplier: __, ...line }) => ({
      ...line,
      quantity: purchase?.quantity ?? null,
      unitPrice: seesCost && purchase !== null ? { amountMinor: purchase.unitPriceMinor, currency } : null,
    })),
    total: seesCost ? { amountMinor: total, currency } : null,
  };
}
