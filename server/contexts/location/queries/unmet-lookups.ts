import { sql } from "drizzle-orm";
import { z } from "zod";
import { rows } from "@/db/client";
import { addDays } from "@/server/kernel/time";
import type { Call, ReadContext } from "@/server/platform/call";

export const unmetLookupsInput = z.object({ days: z.number().int().min(1).max(365).default(30) });
const cellSchema = z.object({
  lat: z.number(),
  lng: z.number(),
  lookups: z.number().int(),
  lastDay: z.string(),
  /** The town nearest to the cell, as the crow flies. */
  place: z.object({ name: z.string(), country: z.string() }).nullable(),
});
export const unmetLookupsOutput = z.object({ since: z.string(), cells: z.array(cellSchema) });

/** Where lookups found nothing: cells of 0.01°, the most wanted first. */
export async function unmetLookups({
  ctx,
  input,
}: Call<ReadContext, z.infer<typeof unmetLookupsInput>>): Promise<z.infer<typeof unmetLookupsOutput>> {
  const since = addDays(ctx.now().toISOString().slice(0, 10), -input.days);
  const cells = await rows<z.infer<typeof cellSchema>>(
    ctx.tx,
    sql`
      with cells as (
        select lat, lng, sum(lookups)::int as lookups, max(day)::text as last_day
        from location.unmet_lookups where day >= ${since}::date
        group by lat, lng order by sum(lookups) desc, lat, lng limit 1000
      )
      select lat::float8 as lat, lng::float8 as lng, lookups, last_day as "lastDay", place
      from cells left join lateral (
        select jsonb_build_object('name', p.name, 'country', p.country) as place
        from location.places p
        order by p.point <-> ST_SetSRID(ST_MakePoint(cells.lng, cells.lat), 4326) limit 1
      ) nearest on true
      order by lookups desc, lat, lng`,
  );
  return { since, cells };
}
