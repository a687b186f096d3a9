import { addDays, isoWeekday } from "@/server/kernel/time";
import { DEVICE_KINDS } from "../catalogue/devices";
import type { Center } from "../geo/centers";
import { createRandom, type Random } from "../random";
import { personName } from "./names";
import { type OpeningHours, openingHoursIn } from "./opening-hours";

export type Technician = { id: string; serviceCenterId: string; name: string; skills: string[] };
export type Shift = { technicianId: string; weekday: number; startsMinute: number; endsMinute: number };
export type Absence = { technicianId: string; date: string; reason: "vacation" | "illness" };
export type Lane = {
  id: string;
  serviceCenterId: string;
  kind: "technician" | "pickup" | "post";
  technicianId: string | null;
};

export type Staff = {
  technicians: Technician[];
  shifts: Shift[];
  absences: Absence[];
  lanes: Lane[];
};

const PEOPLE_AHEAD_DAYS = 180;
/** Vans, and parcels that the post bench takes in a day. */
const LANES = { pickup: { city: 2, town: 1 }, post: { city: 8, town: 5 } };
/** Every centre can mend these by at least two people; the rest depends on who works there. */
const CORE_SKILLS = ["laptop", "desktop", "all_in_one"];
const FURTHER_SKILLS = DEVICE_KINDS.filter((kind) => !CORE_SKILLS.includes(kind));
const SCHOOL_HOLIDAY_MONTHS = new Set(["07", "08", "12"]);

function headcount(center: Center): number {
  return Math.max(
    4,
    Math.min(8, Math.round(2.2 + Math.log10(center.population) * 0.62 + (center.population > 9e5 ? 1.6 : 0))),
  );
}

/** Who knows what: everyone the core, pairs of neighbours each further kind, the first three also visit. */
function skillsOf(index: number, center: Center, count: number): string[] {
  const further = FURTHER_SKILLS.filter(
    (_, skill) => skill % count === index || (skill + 1) % count === index || index === 0,
  );
  const visits = index < 3 && center.methods.includes("on_site") ? ["on_site"] : [];
  return [...CORE_SKILLS, ...further, ...visits];
}

/** Days off in the week rotate, so that every open day has people. Breaks of the shop are breaks of the shift. */
function shiftsOf(technicianId: string, index: number, hours: OpeningHours[]): Shift[] {
  const weekdays = [...new Set(hours.map(({ weekday }) => weekday))];
  const extraDays = weekdays.filter((weekday) => weekday > 5);
  const worksExtra = (weekday: number) => extraDays.includes(weekday) && (index + weekday) % 2 === 0;
  const restDay = weekdays.some(worksExtra) ? (index % 5) + 1 : 0;
  return hours
    .filter(({ weekday }) => (weekday <= 5 ? weekday !== restDay : worksExtra(weekday)))
    .map(({ weekday, opensMinute, closesMinute }) => ({
      technicianId,
      weekday,
      startsMinute: opensMinute,
      endsMinute: closesMinute,
    }));
}

/** Two or three weeks of vacation in half a year and now and then an illness, from the anchor day on. */
function absencesOf(technicianId: string, anchorDay: string, random: Random): Absence[] {
  const absences = new Map<string, Absence>();
  const add = (from: number, days: number, reason: Absence["reason"]) => {
    for (let day = from; day < from + days; day++) {
      const date = addDays(anchorDay, day);
      absences.set(date, { technicianId, date, reason });
    }
  };
  for (let week = -2; week < PEOPLE_AHEAD_DAYS / 7; week++) {
    const monday = 1 - isoWeekday(anchorDay) + week * 7;
    const month = addDays(anchorDay, monday).slice(5, 7);
    if (random.chance(SCHOOL_HOLIDAY_MONTHS.has(month) ? 0.14 : 0.045)) add(monday, 7, "vacation");
    else if (random.chance(0.025)) add(monday + random.int(0, 3), random.int(1, 3), "illness");
  }
  return [...absences.values()];
}

/** Technicians of one centre with skills, weekly shifts, absences, and what an order can be booked on. */
export function staffOf(center: Center, seed: string, anchorDay: string): Staff {
  const random = createRandom(`${seed}/staff/${center.id}`);
  const hours = openingHoursIn(center.country);
  const count = headcount(center);
  const staff: Staff = { technicians: [], shifts: [], absences: [], lanes: [] };
  for (let index = 0; index < count; index++) {
    const { first, family } = personName(random, center.country);
    const id = `${center.id}-t${index + 1}`;
    staff.technicians.push({
      id,
      serviceCenterId: center.id,
      name: `${first} ${family}`,
      skills: skillsOf(index, center, count),
    });
    staff.shifts.push(...shiftsOf(id, index, hours));
    staff.absences.push(...absencesOf(id, anchorDay, random.fork(id)));
    staff.lanes.push({ id, serviceCenterId: center.id, kind: "technician", technicianId: id });
  }
  for (const kind of ["pickup", "post"] as const) {
    const method = kind === "pickup" ? "pickup" : "mail_in";
    const lanes = center.methods.includes(method)
      ? LANES[kind][center.population > 9e5 ? "city" : "town"]
      : 0;
    for (let number = 1; number <= lanes; number++) {
      staff.lanes.push({
        id: `${center.id}-${kind}${number}`,
        serviceCenterId: center.id,
        kind,
        technicianId: null,
      });
    }
  }
  return staff;
}
