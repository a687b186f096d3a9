import { sql } from "drizzle-orm";
import { z } from "zod";
import { rows } from "@/db/client";
import { holdsRole } from "@/server/kernel/actor";
import { moneySchema } from "@/server/kernel/money";
import { normalizeSearch } from "@/server/kernel/search-text";
import type { Call, ReadContext } from "@/server/platform/call";
import { costReaders, stockReaders, warehouseFor } from "../adapters/stock-staff";

export const supplierOffersInput = z.object({
  serviceCenterId: z.string().min(1).max(100),
  supplierId: z.string().min(1).max(100),
  /** A part's name or code, ours or the supplier's, as typed or scanned. */
  q: z.string().max(100),
  limit: z.number().int().min(1).max(50).default(12),
});
export const supplierOffersOutput = z.object({
  offers: z.array(
    z.object({
      partId: z.string(),
      name: z.string(),
      sku: z.string(),
      supplierCode: z.string().nullable(),
      /** From how many pieces on; the price null where the actor may not see what parts cost. */
      breaks: z.array(z.object({ fromQuantity: z.number().int(), unitPrice: moneySchema.nullable() })),
    }),
  ),
});

interface Row {
  partId: string;
  name: string;
  sku: string;
  supplierCode: string | null;
  currency: string;
  breaks: { fromQuantity: number; unitPriceMinor: number }[];
}

/** What a supplier sells that is like what was typed. */
export async function supplierOffers({
  ctx,
  input,
}: Call<ReadContext, z.infer<typeof supplierOffersInput>>): Promise<z.infer<typeof supplierOffersOutput>> {
  await warehouseFor(ctx.tx, ctx.actor, stockReaders, input.serviceCenterId);
  const words = normalizeSearch(input.q)
    .split(" ")
    .filter((word) => word !== "");
  if (words.length === 0) return { offers: [] };
  const likeAll = words.map((word) => sql`inventory.part_text(p.name, p.sku, p.id) like ${`%${word}%`}`);
  const found = await rows<Row>(
    ctx.tx,
    sql`select p.id as "partId", p.name, p.sku, s.code as "supplierCode", v.currency,
          (select jsonb_agg(jsonb_build_object('fromQuantity', b.from_quantity, 'unitPriceMinor', b.unit_price_minor)
              order by b.from_quantity)
            from inventory.price_breaks b where b.supplier_id = s.supplier_id and b.part_id = s.part_id) as breaks
        from inventory.supplier_parts s
        join inventory.suppliers v on v.id = s.supplier_id
        join inventory.parts p on p.id = s.part_id
        where s.supplier_id = ${input.supplierId}
          and (lower(s.code) = lower(${input.q.trim()}) or (${sql.join(likeAll, sql` and `)}))
        order by p.name, p.id limit ${input.limit}`,
  );
  const seesCost = holdsRole(ctx.actor, costReaders, input.serviceCenterId);
  return {
    offers: found.map(({ breaks, currency, ...offer }) => ({
      ...offer,
      breaks: (breaks ?? []).map(({ fromQuantity, unitPriceMinor }) => ({
        fromQuantity,
        unitPrice: seesCost ? { amountMinor: unitPriceMinor, currency } : null,
      })),
    })),
  };
}
