import type { Fault } from "../catalogue/faults";
import type { Method } from "../geo/centers";
import type { CenterWithPeople } from "../network";
import type { Random } from "../random";
import type { Moment } from "./calendar";
import { type Window, windowsOn } from "./windows";

export type Slot = { laneId: string; slot: Moment; minutes: number };

const GRID_MINUTES = 30;

type Busy = { start: number; end: number };

/** Who is taken when, so that no lane has two orders at once. */
export type LaneBook = {
  /** A free time on a day, on a lane that can do it; not taken yet. */
  find(random: Random, day: number, method: Method, fault: Fault): Slot | undefined;
  take(slot: Slot): void;
};

export function createLaneBook(place: CenterWithPeople): LaneBook {
  const { staff, calendar, closures } = place;
  const closed = new Set(closures.map(({ date }) => date));
  const away = new Set(staff.absences.map(({ technicianId, date }) => `${technicianId}/${date}`));
  const busy = new Map<string, Busy[]>();
  const keyOf = (laneId: string, day: number) => `${laneId}/${day}`;

  function canDo(laneId: string, day: number, method: Method, fault: Fault): boolean {
    const technician = staff.technicians.find(({ id }) => id === laneId);
    if (!technician || away.has(`${laneId}/${calendar.date(day)}`)) return false;
    return (
      technician.skills.includes(fault.deviceKind) &&
      (method !== "on_site" || technician.skills.includes("on_site"))
    );
  }

  function lanesFor(day: number, method: Method, fault: Fault): string[] {
    if (method === "pickup" || method === "mail_in") {
      const kind = method === "pickup" ? "pickup" : "post";
      return staff.lanes.filter((lane) => lane.kind === kind).map(({ id }) => id);
    }
    return staff.lanes.filter(({ id }) => canDo(id, day, method, fault)).map(({ id }) => id);
  }

  function isAtWork(laneId: string, day: number, { start, minutes }: Window): boolean {
    if (!staff.technicians.some(({ id }) => id === laneId)) return true;
    return staff.shifts.some(
      (shift) =>
        shift.technicianId === laneId &&
        shift.weekday === calendar.weekday(day) &&
        shift.startsMinute <= start &&
        start + minutes <= shift.endsMinute,
    );
  }

  return {
    find(random, day, method, fault) {
      if (closed.has(calendar.date(day))) return undefined;
      const windows = windowsOn(calendar, day, method, fault.durationMinutes, GRID_MINUTES);
      const free = lanesFor(day, method, fault).flatMap((laneId) => {
        const taken = busy.get(keyOf(laneId, day)) ?? [];
        return windows
          .filter((window) => isAtWork(laneId, day, window))
          .filter(({ start, minutes }) => taken.every((t) => start + minutes <= t.start || start >= t.end))
          .map(({ start, minutes }) => ({ laneId, slot: { day, minute: start }, minutes }));
      });
      return free.length > 0 ? random.pick(free) : undefined;
    },
    take({ laneId, slot, minutes }) {
      const key = keyOf(laneId, slot.day);
      busy.set(key, [...(busy.get(key) ?? []), { start: slot.minute, end: slot.minute + minutes }]);
    },
  };
}
