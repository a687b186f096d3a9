import { sql } from "drizzle-orm";
import { z } from "zod";
import { rows } from "@/db/client";
import { money, moneySchema } from "@/server/kernel/money";
import type { Call, ReadContext } from "@/server/platform/call";

export const likelyPartInput = z.object({
  deviceModelId: z.string().min(1).max(120),
  faultId: z.string().min(1).max(120),
  serviceCenterId: z.string().min(1).max(100),
});
export const likelyPartOutput = z.object({
  /** Null when the fault needs no part. */
  part: z
    .object({
      partId: z.string(),
      /** What the network pays for it: for other contexts only, never shown. */
      buyingPrice: moneySchema,
      /** Pieces on the centre's own shelves that nobody has reserved, and in the whole network. */
      availableHere: z.number().int(),
      availableNetwork: z.number().int(),
      /** From the supplier, working days. */
      leadTimeDays: z.number().int(),
    })
    .nullable(),
});

interface PartRow {
  partId: string;
  priceMinor: string;
  currency: string;
  availableHere: number;
  availableNetwork: number;
  leadTimeDays: number;
}

/** The part that usually mends a fault on a model: of several that fit, the one that is nearest, then cheapest. */
export async function likelyPart({
  ctx,
  input,
}: Call<ReadContext, z.infer<typeof likelyPartInput>>): Promise<z.infer<typeof likelyPartOutput>> {
  const [found] = await rows<PartRow>(
    ctx.tx,
    sql`
      select p.id as "partId", p.price_minor::text as "priceMinor", p.currency,
        s.lead_time_days::int as "leadTimeDays",
        coalesce(sum(l.on_hand - l.reserved) filter (where w.service_center_id = ${input.serviceCenterId}), 0)::int
          as "availableHere",
        coalesce(sum(l.on_hand - l.reserved), 0)::int as "availableNetwork"
      from inventory.part_fits f
      join inventory.parts p on p.id = f.part_id
      join inventory.suppliers s on s.id = p.supplier_id
      left join inventory.stock_levels l on l.part_id = p.id and l.warehouse_id <> 'in-transit'
      left join inventory.warehouses w on w.id = l.warehouse_id
      where f.device_model_id = ${input.deviceModelId} and f.fault_id = ${input.faultId}
      group by p.id, s.lead_time_days
      order by
        coalesce(sum(l.on_hand - l.reserved) filter (where w.service_center_id = ${input.serviceCenterId}), 0) > 0 desc,
        coalesce(sum(l.on_hand - l.reserved), 0) > 0 desc,
        p.price_minor, p.id
      limit 1`,
  );
  if (found === undefined) return { part: null };
  const { priceMinor, currency, ...part } = found;
  return { part: { ...part, buyingPrice: money(BigInt(priceMinor), currency) } };
}
