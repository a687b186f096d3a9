import { sql } from "drizzle-orm";
import { z } from "zod";
import { rows } from "@/db/client";
import { centersOf } from "@/server/kernel/actor";
import type { Call, ReadContext } from "@/server/platform/call";
import { publicHolidays } from "../adapters/public-holidays";

export const networkOverviewInput = z.object({
  /** The centres' calendar date; each centre's today when left out. */
  day: z.iso.date().optional(),
});
const centerLoadSchema = z.object({
  serviceCenterId: z.string(),
  name: z.string(),
  city: z.string(),
  country: z.string(),
  lat: z.number(),
  lng: z.number(),
  day: z.string(),
  /** Technicians' minutes within opening hours; 0 on a day off. */
  capacityMinutes: z.number().int(),
  bookedMinutes: z.number().int(),
  /** Technicians whose shift falls on the day and who are not away. */
  technicians: z.number().int(),
  /** Minutes that the doors are open; 0 on a day off. */
  openMinutes: z.number().int(),
  /** Booked of capacity in whole percent; null without capacity. */
  loadPercent: z.number().int().nullable(),
  bookings: z.number().int(),
  /** The public holiday that closes the centre. */
  holiday: z.string().optional(),
});
export const networkOverviewOutput = z.object({ at: z.string(), centers: z.array(centerLoadSchema) });

type CenterLoad = z.infer<typeof centerLoadSchema>;
type Row = Omit<CenterLoad, "loadPercent" | "holiday">;

/** How busy each centre is on a day, in one round trip. */
export async function networkOverview({
  ctx,
  input,
}: Call<ReadContext, z.infer<typeof networkOverviewInput>>): Promise<z.infer<typeof networkOverviewOutput>> {
  const at = ctx.now().toISOString();
  const own = centersOf(ctx.actor, ["manager"]);
  const found = await rows<Row>(
    ctx.tx,
    sql`
      select c.id as "serviceCenterId", c.name, c.city, c.country, ST_Y(c.point) as lat, ST_X(c.point) as lng,
        c.day::text as day, coalesce(capacity.minutes, 0)::int as "capacityMinutes",
        coalesce(booked.minutes, 0)::int as "bookedMinutes", coalesce(booked.orders, 0)::int as bookings,
        coalesce(capacity.technicians, 0)::int as technicians, coalesce(doors.minutes, 0)::int as "openMinutes"
      from (
        select *, coalesce(${input.day ?? null}::date, (${at}::timestamptz at time zone time_zone)::date) as day
        from location.service_centers
      ) c
      left join lateral (
        select sum(greatest(0, least(s.ends_minute, h.closes_minute) - greatest(s.starts_minute, h.opens_minute)))
          as minutes, count(distinct t.id) as technicians
        from location.technicians t
        join location.shifts s on s.technician_id = t.id and s.weekday = extract(isodow from c.day)
        join location.opening_hours h on h.service_center_id = c.id and h.weekday = s.weekday
        where t.service_center_id = c.id and t.active
          and not exists (select from location.absences a where a.technician_id = t.id and a.date = c.day)
          and not exists (select from location.closures x where x.service_center_id = c.id and x.date = c.day)
      ) capacity on true
      left join lateral (
        select sum(h.closes_minute - h.opens_minute) as minutes from location.opening_hours h
        where h.service_center_id = c.id and h.weekday = extract(isodow from c.day)
          and not exists (select from location.closures x where x.service_center_id = c.id and x.date = c.day)
      ) doors on true
      left join lateral (
        select count(*) as orders, sum(extract(epoch from upper(s.during) - lower(s.during)) / 60)
          filter (where l.kind = 'technician') as minutes
        from location.slots s join location.lanes l on l.id = s.lane_id
        where s.service_center_id = c.id and s.status = 'booked'
          and s.during && tstzrange(c.day::timestamp at time zone c.time_zone,
            (c.day + 1)::timestamp at time zone c.time_zone)
      ) booked on true
      order by c.country, c.city, c.id`,
  );
  const seen = found.filter((center) => own === null || own.includes(center.serviceCenterId));
  return { at, centers: seen.map(withLoad) };
}

function withLoad(center: Row): CenterLoad {
  const holiday = publicHolidays(center.country, Number(center.day.slice(0, 4))).get(center.day);
  const capacityMinutes = holiday === undefined ? center.capacityMinutes : 0;
  const openMinutes = holiday === undefined ? center.openMinutes : 0;
  const loadPercent =
    capacityMinutes === 0 ? null : Math.round((100 * center.bookedMinutes) / capacityMinutes);
  return {
    ...center,
    capacityMinutes,
    openMinutes,
    loadPercent,
    ...(holiday === undefined ? {} : { holiday }),
  };
}
