import { sql } from "drizzle-orm";
import { z } from "zod";
import { rows } from "@/db/client";
import type { Call, ReadContext } from "@/server/platform/call";
import { type PlaceTerm, placeTerms } from "../domain/place-query";

export const searchPlacesInput = z.object({
  q: z.string().trim().min(1).max(120),
  limit: z.coerce.number().int().min(1).max(20).default(8),
});
const placeSchema = z.object({
  id: z.string(),
  name: z.string(),
  region: z.string(),
  country: z.string(),
  lat: z.number(),
  lng: z.number(),
  postcode: z.string().optional(),
});
export const searchPlacesOutput = z.object({ places: z.array(placeSchema) });

type Output = z.infer<typeof searchPlacesOutput>;
type Row = Omit<z.infer<typeof placeSchema>, "postcode"> & { postcode: string | null };

/**
 * Places by what a person typed: whole names before beginnings before names that only look alike, large places
 * before small. Names are stored under all their spellings, so accents and English names find too.
 */
export async function searchPlaces({
  ctx,
  input,
}: Call<ReadContext, z.infer<typeof searchPlacesInput>>): Promise<Output> {
  const terms = placeTerms(input.q);
  if (terms.length === 0) return { places: [] };
  const found = await rows<Row>(ctx.tx, query(terms, input.limit));
  return {
    places: found.map(({ postcode, ...place }) => (postcode === null ? place : { ...place, postcode })),
  };
}

/** Beginnings of at most this many names are weighed; a single letter begins thousands. */
const weighed = 400;

/** What a whole match is worth beside the logarithm of the population; a postcode says more than any size. */
const exactName = 3;
const exactPostcode = 18;

function query(terms: readonly PlaceTerm[], limit: number) {
  const readings = sql.join(
    terms.map(({ text, country, order }) => sql`(${text}::text, ${country}::text, ${order}::int)`),
    sql`, `,
  );
  return sql`
    with readings (term, country, reading) as (values ${readings}),
    begun as materialized (
      select place_id, ln(rank + 1) - reading
        + case when search <> term then 0 when term ~ '[0-9]' then ${exactPostcode}::float8 else ${exactName}::float8 end as score
      from readings cross join lateral (
        select n.place_id, n.search, n.rank
        from location.place_names n
        where n.search ~>=~ term and n.search ~<~ (term || chr(1114111))
          and (readings.country is null or exists (
            select from location.places p where p.id = n.place_id and p.country = readings.country))
        order by (n.search = term) desc, n.rank desc
        limit ${weighed}
      ) names
    ),
    alike as (
      select place_id, ln(rank + 1) / 2 + 20 * similarity(search, term) - 20 - reading as score
      from readings cross join lateral (
        select n.place_id, n.search, n.rank
        from location.place_names n
        where length(term) >= 4 and n.search % term
          and (readings.country is null or exists (
            select from location.places p where p.id = n.place_id and p.country = readings.country))
        order by similarity(n.search, term) desc, n.rank desc
        limit 40
      ) names
      where not exists (select from begun)
    ),
    best as (
      select place_id, max(score) as score from (select * from begun union all select * from alike) every_name
      group by place_id order by score desc, place_id limit ${limit}
    )
    select p.id, p.name, p.region, p.country, p.postcode, ST_Y(p.point) as lat, ST_X(p.point) as lng
    from best join location.places p on p.id = best.place_id
    order by best.score desc, p.id`;
}
