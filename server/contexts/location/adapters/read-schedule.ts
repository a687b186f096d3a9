import { sql } from "drizzle-orm";
import { rows, type Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { addDays, localDate } from "@/server/kernel/time";
import type { Method } from "../contract/methods";
import { dayFrames } from "../domain/day-frame";
import type { Lane, Schedule } from "../domain/schedule";
import { publicHolidays } from "./public-holidays";

/** What is asked for: a centre's slots for a method, from a local date on (today when left out). */
export interface ScheduleRequest {
  serviceCenterId: string;
  method: Method;
  from?: string | undefined;
  days: number;
  durationMinutes: number;
  deviceKind?: string | undefined;
  now: Date;
}

export type CenterSchedule = Schedule & { timeZone: string; today: string };

type WeeklySpan = { weekday: number; from: number; until: number };
interface CenterRow {
  country: string;
  timeZone: string;
  methods: Method[];
  opening: WeeklySpan[];
  closures: { date: string; reason: string }[];
  lanes: { id: string; shifts: WeeklySpan[]; absences: string[] }[];
}

const laneKinds = {
  drop_off: "technician",
  on_site: "technician",
  pickup: "pickup",
  mail_in: "post",
} as const;

/**
 * Everything that decides about a centre's slots, in two statements sent at once however many technicians it has.
 * Refuses with `unknown_service_center` and `method_not_offered`.
 */
export async function readSchedule(tx: Tx, request: ScheduleRequest): Promise<CenterSchedule> {
  const utcToday = request.now.toISOString().slice(0, 10);
  const first = request.from ?? utcToday;
  // A day more on either side holds the asked-for days of every time zone, which is known only with the centre.
  const [before, after] = [addDays(first, -1), addDays(first, request.days + 1)];
  const [center, taken] = await Promise.all([
    readCenter(tx, request, before, after),
    readTaken(tx, request, before, addDays(after, 1)),
  ]);
  if (!center.methods.includes(request.method)) throw new DomainError("method_not_offered");
  const today = localDate(request.now, center.timeZone);
  const frames = dayFrames(request.from ?? today, request.days, center.timeZone);
  return {
    method: request.method,
    frames,
    opening: center.opening,
    closedOn: closedDays(
      center,
      frames.map((frame) => frame.date),
    ),
    lanes: center.lanes.map(
      (lane): Lane => ({
        id: lane.id,
        shifts: lane.shifts,
        absentOn: new Set(lane.absences),
        taken: taken.get(lane.id) ?? [],
      }),
    ),
    durationMinutes: request.durationMinutes,
    now: Math.floor(request.now.getTime() / 60_000),
    timeZone: center.timeZone,
    today,
  };
}

function closedDays(center: CenterRow, dates: readonly string[]): Schedule["closedOn"] {
  const closed = new Map<string, { reason: "holiday" | "closed"; name: string }>();
  for (const date of dates) {
    const name = publicHolidays(center.country, Number(date.slice(0, 4))).get(date);
    if (name !== undefined) closed.set(date, { reason: "holiday", name });
  }
  for (const { date, reason } of center.closures) closed.set(date, { reason: "closed", name: reason });
  return closed;
}

async function readCenter(tx: Tx, request: ScheduleRequest, first: string, last: string): Promise<CenterRow> {
  const skills = [
    ...(request.method === "on_site" ? ["on_site"] : []),
    ...(request.deviceKind === undefined ? [] : [request.deviceKind]),
  ];
  const [center] = await rows<CenterRow>(
    tx,
    sql`
      select c.country, c.time_zone as "timeZone", to_jsonb(c.methods) as methods,
        (select coalesce(jsonb_agg(jsonb_build_object(
            'weekday', h.weekday, 'from', h.opens_minute, 'until', h.closes_minute) order by h.opens_minute), '[]')
          from location.opening_hours h where h.service_center_id = c.id) as opening,
        (select coalesce(jsonb_agg(jsonb_build_object('date', x.date, 'reason', x.reason)), '[]')
          from location.closures x
          where x.service_center_id = c.id and x.date between ${first}::date and ${last}::date) as closures,
        (select coalesce(jsonb_agg(jsonb_build_object('id', l.id,
            'shifts', (select coalesce(jsonb_agg(jsonb_build_object(
                'weekday', s.weekday, 'from', s.starts_minute, 'until', s.ends_minute)), '[]')
              from location.shifts s where s.technician_id = l.technician_id),
            'absences', (select coalesce(jsonb_agg(a.date), '[]') from location.absences a
              where a.technician_id = l.technician_id and a.date between ${first}::date and ${last}::date)
          ) order by l.id), '[]')
          from location.lanes l left join location.technicians t on t.id = l.technician_id
          where l.service_center_id = c.id and l.kind = ${laneKinds[request.method]}
            and (t.id is null or (t.active and t.skills @> array(
              select jsonb_array_elements_text(${JSON.stringify(skills)}::text::jsonb))))) as lanes
      from location.service_centers c where c.id = ${request.serviceCenterId}`,
  );
  if (center === undefined) throw new DomainError("unknown_service_center");
  return center;
}

/** Minutes that orders and living holds have, by lane, from one midnight of Greenwich to another. */
async function readTaken(tx: Tx, request: ScheduleRequest, from: string, until: string) {
  const found = await rows<{ laneId: string; from: number; until: number }>(
    tx,
    sql`
      select lane_id as "laneId", floor(extract(epoch from lower(during)) / 60)::int as from,
        ceil(extract(epoch from upper(during)) / 60)::int as until
      from location.slots
      where service_center_id = ${request.serviceCenterId}
        and during && tstzrange(${`${from}T00:00Z`}::timestamptz, ${`${until}T00:00Z`}::timestamptz)
        and (expires_at is null or expires_at > ${request.now.toISOString()}::timestamptz)
      order by lower(during)`,
  );
  const taken = new Map<string, { from: number; until: number }[]>();
  for (const { laneId, ...span } of found) {
    const spans = taken.get(laneId);
    if (spans === undefined) taken.set(laneId, [span]);
    else spans.push(span);
  }
  return taken;
}
