import { sql } from "drizzle-orm";
import { z } from "zod";
import { rows } from "@/db/client";
import { requireRole } from "@/server/kernel/actor";
import { DomainError } from "@/server/kernel/errors";
import type { Call, ReadContext } from "@/server/platform/call";
import { publicHolidays } from "../adapters/public-holidays";
import { methodSchema } from "../contract/methods";
import { dayFrames, epochSpan, type Span } from "../domain/day-frame";

export const scheduleDayInput = z.object({
  serviceCenterId: z.string().min(1).max(100),
  date: z.iso.date(),
});
const spanSchema = z.object({ start: z.string(), end: z.string() });
const laneSchema = z.object({
  laneId: z.string(),
  kind: z.enum(["technician", "pickup", "post"]),
  technicianId: z.string().nullable(),
  technicianName: z.string().nullable(),
  working: z.array(spanSchema),
  /** Why the technician is away. */
  absent: z.string().nullable(),
  slots: z.array(
    spanSchema.extend({
      slotId: z.uuid(),
      method: methodSchema,
      status: z.enum(["held", "claimed", "booked"]),
      orderId: z.uuid().nullable(),
    }),
  ),
});
export const scheduleDayOutput = z.object({
  timeZone: z.string(),
  date: z.string(),
  opening: z.array(spanSchema),
  /** A holiday's or closure's name. */
  closed: z.string().nullable(),
  lanes: z.array(laneSchema),
});

type Row = {
  timeZone: string;
  country: string;
  closure: string | null;
  opening: Span[];
  lanes: (Omit<z.infer<typeof laneSchema>, "working" | "slots"> & {
    shifts: Span[];
    slots: {
      slotId: string;
      method: "drop_off";
      status: "held";
      orderId: string | null;
      from: number;
      until: number;
    }[];
  })[];
};

/** A centre's day, lane by lane, with what is booked and held. */
export async function scheduleDay({
  ctx,
  input,
}: Call<ReadContext, z.infer<typeof scheduleDayInput>>): Promise<z.infer<typeof scheduleDayOutput>> {
  requireRole(ctx.actor, ["front_desk", "technician", "manager"], input.serviceCenterId);
  const [center] = await rows<Row>(ctx.tx, query(input, ctx.now().toISOString()));
  if (center === undefined) throw new DomainError("unknown_service_center");
  const [frame] = dayFrames(input.date, 1, center.timeZone);
  const shown = (spans: readonly Span[]) =>
    frame === undefined ? [] : spans.map((span) => instants(epochSpan(frame, span)));
  const holiday = publicHolidays(center.country, Number(input.date.slice(0, 4))).get(input.date);
  return {
    timeZone: center.timeZone,
    date: input.date,
    opening: shown(center.opening),
    closed: center.closure ?? holiday ?? null,
    lanes: center.lanes.map(({ shifts, slots, ...lane }) => ({
      ...lane,
      working: lane.absent === null ? shown(shifts) : [],
      slots: slots.map(({ from, until, ...slot }) => ({ ...slot, ...instants({ from, until }) })),
    })),
  };
}

function instants({ from, until }: Span): { start: string; end: string } {
  return { start: new Date(from * 60_000).toISOString(), end: new Date(until * 60_000).toISOString() };
}

function query({ serviceCenterId, date }: z.infer<typeof scheduleDayInput>, now: string) {
  return sql`
    select c.time_zone as "timeZone", c.country,
      (select reason from location.closures x where x.service_center_id = c.id and x.date = ${date}::date) as closure,
      (select coalesce(jsonb_agg(jsonb_build_object('from', h.opens_minute, 'until', h.closes_minute)
          order by h.opens_minute), '[]')
        from location.opening_hours h
        where h.service_center_id = c.id and h.weekday = extract(isodow from ${date}::date)) as opening,
      (select coalesce(jsonb_agg(jsonb_build_object(
          'laneId', l.id, 'kind', l.kind, 'technicianId', t.id, 'technicianName', t.name,
          'absent', (select a.reason from location.absences a where a.technician_id = t.id and a.date = ${date}::date),
          'shifts', (select coalesce(jsonb_agg(jsonb_build_object('from', s.starts_minute, 'until', s.ends_minute)
              order by s.starts_minute), '[]')
            from location.shifts s
            where s.technician_id = t.id and s.weekday = extract(isodow from ${date}::date)),
          'slots', (select coalesce(jsonb_agg(jsonb_build_object('slotId', s.id, 'method', s.method,
              'status', s.status, 'orderId', s.order_id,
              'from', floor(extract(epoch from lower(s.during)) / 60),
              'until', ceil(extract(epoch from upper(s.during)) / 60)) order by lower(s.during)), '[]')
            from location.slots s
            where s.lane_id = l.id and (s.expires_at is null or s.expires_at > ${now}::timestamptz)
              and s.during && tstzrange(${date}::timestamp at time zone c.time_zone,
                (${date}::date + 1)::timestamp at time zone c.time_zone))
        ) order by l.kind desc, l.id), '[]')
        from location.lanes l left join location.technicians t on t.id = l.technician_id
        where l.service_center_id = c.id) as lanes
    from location.service_centers c where c.id = ${serviceCenterId}`;
}
