import { sql } from "drizzle-orm";
import { z } from "zod";
import { rows, type Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import type { Call, ReadContext } from "@/server/platform/call";
import { type Method, methodSchema } from "../contract/methods";

export const listServiceCentersInput = z.object({
  country: z.string().length(2).toUpperCase().optional(),
});
export const serviceCenterByIdInput = z.object({ id: z.string().min(1).max(100) });

const openingSchema = z.object({
  /** ISO weekday, Monday 1. */
  weekday: z.number().int(),
  opensMinute: z.number().int(),
  closesMinute: z.number().int(),
});
const serviceCenterSchema = z.object({
  id: z.string(),
  name: z.string(),
  city: z.string(),
  country: z.string(),
  lat: z.number(),
  lng: z.number(),
  timeZone: z.string(),
  methods: z.array(methodSchema),
  street: z.string(),
  postcode: z.string(),
  phone: z.string(),
  email: z.string(),
});
const detailedSchema = serviceCenterSchema.extend({ openingHours: z.array(openingSchema) });

export const listServiceCentersOutput = z.object({ serviceCenters: z.array(serviceCenterSchema) });
export const serviceCenterByIdOutput = z.object({ serviceCenters: z.array(detailedSchema) });

type Detailed = z.infer<typeof detailedSchema>;

/** Every centre of the network, or of one country, by city. */
export async function listServiceCenters({
  ctx,
  input,
}: Call<ReadContext, z.infer<typeof listServiceCentersInput>>): Promise<
  z.infer<typeof listServiceCentersOutput>
> {
  const where = input.country === undefined ? sql`true` : sql`c.country = ${input.country}`;
  const found = await select(ctx.tx, where);
  return { serviceCenters: found.map(({ openingHours: _, ...center }) => center) };
}

/** One centre with its opening hours, in the same shape; refuses with `unknown_service_center`. */
export async function serviceCenterById({
  ctx,
  input,
}: Call<ReadContext, z.infer<typeof serviceCenterByIdInput>>): Promise<
  z.infer<typeof serviceCenterByIdOutput>
> {
  const found = await select(ctx.tx, sql`c.id = ${input.id}`);
  if (found.length === 0) throw new DomainError("unknown_service_center");
  return { serviceCenters: found };
}

function select(tx: Tx, where: ReturnType<typeof sql>): Promise<(Detailed & { methods: Method[] })[]> {
  return rows(
    tx,
    sql`
      select c.id, c.name, c.city, c.country, ST_Y(c.point) as lat, ST_X(c.point) as lng,
        c.time_zone as "timeZone", to_jsonb(c.methods) as methods, c.street, c.postcode, c.phone, c.email,
        coalesce((
          select jsonb_agg(jsonb_build_object(
            'weekday', h.weekday, 'opensMinute', h.opens_minute, 'closesMinute', h.closes_minute
          ) order by h.weekday, h.opens_minute)
          from location.opening_hours h where h.service_center_id = c.id
        ), '[]') as "openingHours"
      from location.service_centers c
      where ${where}
      order by c.country, c.city, c.name, c.id`,
  );
}
