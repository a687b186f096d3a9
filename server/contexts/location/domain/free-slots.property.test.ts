import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import { dayFrames } from "./day-frame";
import { freeSlots } from "./free-slots";
import { type Lane, type Schedule, slotRules } from "./schedule";

/** The same answer the slow and obvious way: every half hour and every minute of it asked of a date library. */
function obviousFreeStarts(schedule: Schedule, timeZone: string): number[] {
  return schedule.frames.flatMap(({ date }) => {
    if (schedule.closedOn.has(date)) return [];
    const day = Temporal.PlainDate.from(date);
    // A time that comes twice is its first coming: from then on the clock has been there, whatever it shows.
    let furthest = 0;
    const works = (lane: Lane, minute: number): boolean => {
      const wall = Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toZonedDateTimeISO(timeZone);
      furthest = Math.max(furthest, wall.hour * 60 + wall.minute);
      const within = (span: { weekday: number; from: number; until: number }) =>
        span.weekday === wall.dayOfWeek && span.from <= furthest && furthest < span.until;
      return (
        wall.toPlainDate().equals(day) &&
        !lane.absentOn.has(date) &&
        schedule.opening.some(within) &&
        lane.shifts.some(within)
      );
    };
    const isTaken = (lane: Lane, minute: number) =>
      lane.taken.some((span) => span.from <= minute && minute < span.until);
    const start = day.toZonedDateTime(timeZone).epochMilliseconds / 60_000;
    const end = day.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds / 60_000;
    const minutes = Array.from({ length: end - start }, (_, index) => start + index);
    const working = schedule.lanes.map((lane) => {
      furthest = 0;
      return new Set(minutes.filter((minute) => works(lane, minute)));
    });
    const free = schedule.lanes.map(
      (lane, index) => new Set([...(working[index] ?? [])].filter((minute) => !isTaken(lane, minute))),
    );
    const size = (sets: Set<number>[]) => sets.reduce((total, set) => total + set.size, 0);
    const kept = Math.floor((size(working) * slotRules.emergencyShare) / 30) * 30;
    if (size(free) - schedule.durationMinutes < kept) return [];
    const fits = (minute: number) =>
      free.some((set) =>
        Array.from({ length: schedule.durationMinutes }, (_, offset) => minute + offset).every((m) =>
          set.has(m),
        ),
      );
    return minutes.filter(
      (minute) =>
        (minute - start) % 30 === 0 && minute >= schedule.now + slotRules.leadMinutes && fits(minute),
    );
  });
}

const quarter = fc.integer({ min: 0, max: 96 }).map((quarters) => quarters * 15);
// One span a weekday, as touching spans are one for the obvious way and two for a technician with a break.
const weekly = fc.uniqueArray(
  fc
    .record({ weekday: fc.integer({ min: 1, max: 7 }), a: quarter, b: quarter })
    .map(({ weekday, a, b }) => ({ weekday, from: Math.min(a, b), until: Math.max(a, b) }))
    .filter((span) => span.from < span.until),
  { selector: (span) => span.weekday, maxLength: 7 },
);
const situation = fc.record({
  from: fc.constantFrom("2026-03-27", "2026-10-23", "2026-12-24", "2027-03-26"),
  timeZone: fc.constantFrom(
    "Europe/Berlin",
    "Europe/London",
    "Europe/Athens",
    "Atlantic/Reykjavik",
    "Atlantic/Azores",
  ),
  opening: weekly,
  durationMinutes: fc.constantFrom(30, 45, 60, 90, 120),
  startsAfter: fc.integer({ min: -600, max: 4000 }),
  closed: fc.boolean(),
  lanes: fc.array(
    fc.record({
      shifts: weekly,
      absent: fc.boolean(),
      taken: fc.array(
        fc.record({ at: fc.integer({ min: 0, max: 5700 }), length: fc.integer({ min: 1, max: 400 }) }),
        {
          maxLength: 6,
        },
      ),
    }),
    { maxLength: 4 },
  ),
});

const sundayNight = [{ weekday: 7, from: 0, until: 150 }];
const untilATimeThatComesTwice = {
  from: "2026-10-23" as const,
  timeZone: "Europe/Berlin" as const,
  opening: sundayNight,
  durationMinutes: 30 as const,
  startsAfter: 0,
  closed: false,
  lanes: [{ shifts: sundayNight, absent: false, taken: [] }],
};

it("the sweep finds what the slow and obvious way finds, clock changes included", () => {
  fc.assert(
    fc.property(situation, (given) => {
      const frames = dayFrames(given.from, 4, given.timeZone);
      const origin = frames[0]?.start ?? 0;
      const second = frames[1]?.date ?? "";
      const schedule: Schedule = {
        method: "drop_off",
        frames,
        opening: given.opening,
        closedOn: new Map(given.closed ? [[second, { reason: "holiday", name: "" } as const]] : []),
        durationMinutes: given.durationMinutes,
        now: origin + given.startsAfter,
        lanes: given.lanes.map((lane, index) => ({
          id: `${index}`,
          shifts: lane.shifts,
          absentOn: new Set(lane.absent ? [second] : []),
          taken: lane.taken.map(({ at, length }) => ({ from: origin + at, until: origin + at + length })),
        })),
      };
      const swept = freeSlots(schedule).flatMap((day) =>
        day.slots.filter((slot) => slot.available).map((slot) => slot.start),
      );
      expect(swept).toEqual(obviousFreeStarts(schedule, given.timeZone));
    }),
    { numRuns: 60, examples: [[untilATimeThatComesTwice]] },
  );
}, 60_000);
