import { Temporal } from "temporal-polyfill";
import { type Schedule, slotRules } from "@/server/contexts/location/domain/schedule";

type Stretch = { from: Temporal.ZonedDateTime; until: Temporal.ZonedDateTime };

/** Free starts of a schedule as one writes it with a date library: zoned times all the way, lane by lane. */
export function freeStartsByDateLibrary(schedule: Schedule, timeZone: string): number[] {
  const zoned = (minute: number) =>
    Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toZonedDateTimeISO(timeZone);
  const earliest = zoned(schedule.now).add({ minutes: slotRules.leadMinutes });
  const taken = schedule.lanes.map((lane) =>
    lane.taken.map(({ from, until }): Stretch => ({ from: zoned(from), until: zoned(until) })),
  );
  return schedule.frames.flatMap(({ date }) => {
    if (schedule.closedOn.has(date)) return [];
    const day = Temporal.PlainDate.from(date);
    const midnight = day.toZonedDateTime(timeZone);
    const at = (minute: number) => day.toPlainDateTime().add({ minutes: minute }).toZonedDateTime(timeZone);
    const ofDay = (spans: readonly { weekday: number; from: number; until: number }[]): Stretch[] =>
      spans
        .filter((span) => span.weekday === day.dayOfWeek)
        .map((span) => ({ from: at(span.from), until: at(span.until) }));
    const open = ofDay(schedule.opening);
    let capacity = 0;
    let left = 0;
    const free: Stretch[] = [];
    schedule.lanes.forEach((lane, index) => {
      if (lane.absentOn.has(date)) return;
      const working = ofDay(lane.shifts).flatMap((shift) => open.flatMap((hours) => common(shift, hours)));
      const stretches = (taken[index] ?? [])
        .filter((slot) => slot.from.toPlainDate().equals(day))
        .reduce((rest, slot) => rest.flatMap((stretch) => without(stretch, slot)), working);
      capacity += minutesIn(working);
      left += minutesIn(stretches);
      free.push(...stretches);
    });
    const kept =
      Math.floor((capacity * slotRules.emergencyShare) / slotRules.gridMinutes) * slotRules.gridMinutes;
    if (left - schedule.durationMinutes < kept) return [];
    const starts: number[] = [];
    const next = day.add({ days: 1 }).toZonedDateTime(timeZone);
    for (
      let start = midnight;
      compare(start, next) < 0;
      start = start.add({ minutes: slotRules.gridMinutes })
    ) {
      if (compare(start, earliest) < 0) continue;
      const end = start.add({ minutes: schedule.durationMinutes });
      if (free.some(({ from, until }) => compare(from, start) <= 0 && compare(end, until) <= 0)) {
        starts.push(start.epochMilliseconds / 60_000);
      }
    }
    return starts;
  });
}

const compare = Temporal.ZonedDateTime.compare;

function common(a: Stretch, b: Stretch): Stretch[] {
  const from = compare(a.from, b.from) > 0 ? a.from : b.from;
  const until = compare(a.until, b.until) < 0 ? a.until : b.until;
  return compare(from, until) < 0 ? [{ from, until }] : [];
}

function without(stretch: Stretch, slot: Stretch): Stretch[] {
  if (compare(slot.until, stretch.from) <= 0 || compare(slot.from, stretch.until) >= 0) return [stretch];
  return [
    { from: stretch.from, until: slot.from },
    { from: slot.until, until: stretch.until },
  ].filter(({ from, until }) => compare(from, until) < 0);
}

function minutesIn(stretches: readonly Stretch[]): number {
  return stretches.reduce(
    (sum, { from, until }) => sum + from.until(until, { largestUnit: "minute" }).minutes,
    0,
  );
}
