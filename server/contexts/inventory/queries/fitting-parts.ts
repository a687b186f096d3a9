import { sql } from "drizzle-orm";
import { z } from "zod";
import { rows } from "@/db/client";
import type { Call, ReadContext } from "@/server/platform/call";
import { digestOf } from "@/server/platform/projections/digest";

export const fittingPartsInput = z.object({
  /** Of the list that the caller has; the rows are left out when it is still the same. */
  digest: z.string().max(100).optional(),
});
export const fittingPartsOutput = z.object({
  digest: z.string(),
  parts: z
    .array(
      z.object({
        deviceModelId: z.string(),
        faultId: z.string(),
        partId: z.string(),
        priceMinor: z.number().int(),
        currency: z.string(),
        leadTimeDays: z.number().int(),
      }),
    )
    .nullable(),
});

type Part = NonNullable<z.infer<typeof fittingPartsOutput>["parts"]>[number];

/** The cheapest part for each fault of each model, for contexts that keep a copy. Says nothing of the stock. */
export async function fittingParts({
  ctx,
  input,
}: Call<ReadContext, z.infer<typeof fittingPartsInput>>): Promise<z.infer<typeof fittingPartsOutput>> {
  const parts = await rows<Part>(
    ctx.tx,
    sql`
      select distinct on (f.device_model_id, f.fault_id) f.device_model_id as "deviceModelId",
        f.fault_id as "faultId", p.id as "partId", p.price_minor::int as "priceMinor", p.currency,
        s.lead_time_days::int as "leadTimeDays"
      from inventory.part_fits f
      join inventory.parts p on p.id = f.part_id
      join inventory.suppliers s on s.id = p.supplier_id
      order by f.device_model_id, f.fault_id, p.price_minor, p.id`,
  );
  const digest = digestOf(parts);
  return { digest, parts: digest === input.digest ? null : parts };
}
