import type { Fault } from "../catalogue/faults";
import type { Method } from "../geo/centers";
import type { CenterWithPeople } from "../network";
import type { Random } from "../random";
import type { Moment } from "./calendar";

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

  /** A technician works shifts; a van and the post bench go by the centre's hours. */
  function spansOf(laneId: string, day: number): Busy[] {
    const open = calendar.spans(day).map(({ opens, closes }) => ({ start: opens, end: closes }));
    if (!staff.technicians.some(({ id }) => id === laneId)) return open;
    const shifts = staff.shifts.filter(
      (shift) => shift.technicianId === laneId && shift.weekday === calendar.weekday(day),
    );
    return open.length === 0
      ? []
      : shifts.map((shift) => ({ start: shift.startsMinute, end: shift.endsMinute }));
  }

  return {
    find(random, day, method, fault) {
      if (closed.has(calendar.date(day))) return undefined;
      const minutes = fault.durationMinutes;
      const free: Slot[] = [];
      for (const laneId of lanesFor(day, method, fault)) {
        const taken = busy.get(keyOf(laneId, day)) ?? [];
        for (const span of spansOf(laneId, day)) {
          for (let start = span.start; start + minutes <= span.end; start += GRID_MINUTES) {
            const isFree = taken.every((other) => start + minutes <= other.start || start >= other.end);
            if (isFree) free.push({ laneId, slot: { day, minute: start }, minutes });
          }
        }
      }
      return free.length > 0 ? random.pick(free) : undefined;
    },
    take({ laneId, slot, minutes }) {
      const key = keyOf(laneId, slot.day);
      busy.set(key, [...(busy.get(key) ?? []), { start: slot.minute, end: slot.minute + minutes }]);
    },
  };
}
