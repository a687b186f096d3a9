import postgres from "postgres";
import { database, type Tx } from "@/db/client";
import { createRandom } from "@/db/seed/random";
import { readSchedule } from "@/server/contexts/location/adapters/read-schedule";
import { dayFrames } from "@/server/contexts/location/domain/day-frame";
import { freeSlots } from "@/server/contexts/location/domain/free-slots";
import type { Lane, Schedule } from "@/server/contexts/location/domain/schedule";
import { onPostgres } from "./on-postgres";
import { median } from "./result";
import type { Bench } from "./run";
import { freeStartsByDateLibrary } from "./slots-by-date-library";

const technicians = 88;
const days = 30;
const timeZone = "Europe/Berlin";
const rounds = 7;

/** Thirty days of eighty-eight technicians across a clock change: our sweep beside one with a date library. */
export const run: Bench = async (report, say) => {
  const schedules = ["2026-10-12", "2026-03-16"].map(scheduleFrom);
  const differing = schedules.reduce((sum, schedule) => sum + differences(schedule), 0);
  const [autumn] = schedules;
  if (autumn === undefined) throw new Error("no schedule");
  const swept: number[] = [];
  const byLibrary: number[] = [];
  for (let round = 0; round < rounds; round++) {
    swept.push(perSecond(100, () => freeStarts(autumn)));
    byLibrary.push(perSecond(1, () => freeStartsByDateLibrary(autumn, timeZone)));
  }
  say(
    `${freeStarts(autumn).length} free starts in October, ${freeStarts(schedules[1] ?? autumn).length} in March`,
  );
  report("sweeps-per-second", median(swept), median(byLibrary));
  report("answers-that-differ", differing);
  report("round-trips", await roundTrips(say));
};

/** Working weeks of four or five days with a lunch break, three orders a day each, now and then a day away. */
function scheduleFrom(from: string): Schedule {
  const random = createRandom(`slots-${from}`);
  const frames = dayFrames(from, days, timeZone);
  const weekdays = [1, 2, 3, 4, 5, 6];
  const lanes = Array.from({ length: technicians }, (_, index): Lane => {
    const rest = 1 + (index % 6);
    const shifts = weekdays
      .filter((weekday) => weekday !== rest)
      .flatMap((weekday) => [
        { weekday, from: 9 * 60, until: 12 * 60 + 30 },
        { weekday, from: 13 * 60, until: 18 * 60 },
      ]);
    const taken = frames.flatMap(({ start }) =>
      [9, 11, 14].map((hour) => {
        const begin = start + hour * 60 + 15 * random.int(0, 4);
        return { from: begin, until: begin + random.int(3, 6) * 15 };
      }),
    );
    const away = frames.filter(() => random.chance(0.05)).map(({ date }) => date);
    return { id: `lane-${index}`, shifts, absentOn: new Set(away), taken };
  });
  return {
    method: "drop_off",
    frames,
    opening: weekdays.map((weekday) => ({ weekday, from: 9 * 60 + 30, until: 19 * 60 })),
    closedOn: new Map([[frames[5]?.date ?? "", { reason: "holiday", name: "a holiday" } as const]]),
    lanes,
    durationMinutes: 75,
    now: (frames[0]?.start ?? 0) + 10 * 60,
  };
}

function freeStarts(schedule: Schedule): number[] {
  return freeSlots(schedule).flatMap((day) =>
    day.slots.filter((slot) => slot.available).map((slot) => slot.start),
  );
}

function differences(schedule: Schedule): number {
  const ours = new Set(freeStarts(schedule));
  const theirs = new Set(freeStartsByDateLibrary(schedule, timeZone));
  return ours.symmetricDifference(theirs).size;
}

function perSecond(times: number, work: () => unknown): number {
  const started = performance.now();
  for (let i = 0; i < times; i++) work();
  return (1000 * times) / (performance.now() - started);
}

/** Statements that a list of slots sends, at a centre with eighty-eight technicians. */
async function roundTrips(say: (line: string) => void): Promise<number> {
  let statements = 0;
  await onPostgres(async (ownerUrl) => {
    await insertCenter(ownerUrl);
    const db = await database("location");
    const schedule = await db.read((tx) =>
      readSchedule(
        counting(tx, () => (statements += 1)),
        {
          serviceCenterId: "big",
          method: "drop_off",
          days,
          durationMinutes: 60,
          now: new Date(),
        },
      ),
    );
    say(`${schedule.lanes.length} technicians read in ${statements} statements`);
    if (schedule.lanes.length !== technicians) throw new Error("not every technician was read");
  });
  return statements;
}

function counting(tx: Tx, count: () => void): Tx {
  return new Proxy(tx, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== "function") return member;
      return (...parameters: unknown[]) => {
        count();
        return member.apply(target, parameters);
      };
    },
  });
}

async function insertCenter(ownerUrl: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`
      insert into location.service_centers values ('big', 'Big', '', '', '', 'DE', ${timeZone}, '', '',
        array['drop_off'], '2020-01-01', ST_SetSRID(ST_MakePoint(13, 52), 4326))`;
    await sql`insert into location.opening_hours select 'big', d, 540, 1080 from generate_series(1, 5) d`;
    await sql`
      insert into location.technicians
      select 't' || n, 'big', 'T', array['laptop'] from generate_series(1, ${technicians}::int) n`;
    await sql`insert into location.shifts select 't' || n, d, 540, 1080
      from generate_series(1, ${technicians}::int) n, generate_series(1, 5) d`;
    await sql`insert into location.lanes
      select 't' || n, 'big', 'technician', 't' || n from generate_series(1, ${technicians}::int) n`;
  } finally {
    await sql.end();
  }
}
