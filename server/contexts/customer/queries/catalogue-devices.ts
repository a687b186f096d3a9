import { sql } from "drizzle-orm";
import { z } from "zod";
import { rows } from "@/db/client";
import { normalizeSearch } from "@/server/kernel/search-text";
import type { Call, ReadContext } from "@/server/platform/call";

export const catalogueDevicesInput = z.object({
  q: z.string().max(120).default(""),
  limit: z.coerce.number().int().min(1).max(50).default(12),
});
const deviceSchema = z.object({ id: z.string(), brand: z.string(), model: z.string(), kind: z.string() });
export const catalogueDevicesOutput = z.object({ devices: z.array(deviceSchema) });

type Output = z.infer<typeof catalogueDevicesOutput>;

/** Popularity is read off this many of the newest orders, so that it costs the same in any history. */
const newestOrders = 2_000;
/** How alike a word of the catalogue must be to what was typed (pg_trgm's word_similarity). */
const alikeAtLeast = 0.35;

/**
 * Devices by what a person typed, misspelled or not: those with every word first, then those that look alike, each
 * with the often repaired ones ahead. Nothing typed: the often repaired ones.
 */
export async function catalogueDevices({
  ctx,
  input,
}: Call<ReadContext, z.infer<typeof catalogueDevicesInput>>): Promise<Output> {
  const typed = normalizeSearch(input.q);
  const words = typed === "" ? [] : typed.split(" ");
  if (words.length === 0 && input.q.trim() !== "") return { devices: [] };
  const found = words.map((word) => sql`((' ' || d.search) like ${`% ${word}%`})::int`);
  const score =
    words.length === 0
      ? sql`1::real`
      : sql`(${sql.join(found, sql` + `)}) / ${words.length}::real + word_similarity(${typed}, d.search)`;
  const devices = await rows<z.infer<typeof deviceSchema>>(
    ctx.tx,
    sql`
      with often as (
        select device_model_id, count(*) as orders
        from (select device_model_id from customer.work_orders order by id desc limit ${newestOrders}) newest
        group by device_model_id
      ), scored as (
        select d.id, d.brand, d.model, d.kind, d.released_year, coalesce(o.orders, 0) as orders, ${score} as score
        from customer.device_models d left join often o on o.device_model_id = d.id
        where d.listed
      )
      select id, brand, model, kind from scored
      where score >= ${alikeAtLeast}
      order by round(score::numeric, 1) desc, orders desc, released_year desc, brand, model
      limit ${input.limit}`,
  );
  return { devices };
}
