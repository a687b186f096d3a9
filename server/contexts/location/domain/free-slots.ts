import { type DayFrame, epochSpan, type Span } from "./day-frame";
import { type DayOffer, type Lane, type Schedule, type SlotOffer, slotRules } from "./schedule";
import { difference, intersection, minutesIn } from "./spans";

/** Lane → what it has free that day. A lane that doesn't work that day is absent. */
type DayPlan = { open: Span[]; working: Map<Lane, Span[]>; free: Map<Lane, Span[]> };

/** Every day with its slots, free or not; a day with nothing free says why. */
export function freeSlots(schedule: Schedule): DayOffer[] {
  const today = schedule.frames.find((frame) => schedule.now < frame.end)?.start ?? schedule.now;
  return schedule.frames.map((frame) => dayOffer(schedule, frame, today));
}

function dayOffer(schedule: Schedule, frame: DayFrame, today: number): DayOffer {
  const { date } = frame;
  if (frame.end <= schedule.now) return { date, slots: [], reason: "past" };
  if (frame.start > today + slotRules.horizonDays * 1440 + 120) return { date, slots: [], reason: "beyond" };
  const closed = schedule.closedOn.get(date);
  if (closed !== undefined) return { date, slots: [], reason: closed.reason, note: closed.name };
  const plan = planOf(schedule, frame);
  if (plan.open.length === 0) return { date, slots: [], reason: "closed" };
  if (plan.working.size === 0) return { date, slots: [], reason: "no_skill" };
  const slots = onTechnicians(schedule) ? gridSlots(schedule, frame, plan) : windowSlots(schedule, plan);
  if (slots.some((slot) => slot.available)) return { date, slots };
  return {
    date,
    slots,
    reason: slots.some((slot) => slot.reason === "full") ? "full" : (slots[0]?.reason ?? "full"),
  };
}

function onTechnicians({ method }: Schedule): boolean {
  return method === "drop_off" || method === "on_site";
}

/** When each lane works and is free, in epoch minutes. */
function planOf(schedule: Schedule, frame: DayFrame): DayPlan {
  const ofDay = (spans: readonly (Span & { weekday: number })[]) =>
    spans.filter((span) => span.weekday === frame.weekday).map((span) => epochSpan(frame, span));
  const open = ofDay(schedule.opening);
  const plan: DayPlan = { open, working: new Map(), free: new Map() };
  for (const lane of schedule.lanes) {
    if (lane.absentOn.has(frame.date)) continue;
    const working = onTechnicians(schedule) ? intersection(ofDay(lane.shifts), open) : open;
    if (working.length === 0) continue;
    const taken = lane.taken.filter((span) => span.from < frame.end && span.until > frame.start);
    plan.working.set(lane, working);
    plan.free.set(lane, taken.length === 0 ? working : difference(working, taken));
  }
  return plan;
}

/** Whether one more order would eat into the time kept back for emergencies. */
function leavesTimeForEmergencies(plan: DayPlan, durationMinutes: number): boolean {
  let capacity = 0;
  let free = 0;
  for (const spans of plan.working.values()) capacity += minutesIn(spans);
  for (const spans of plan.free.values()) free += minutesIn(spans);
  const kept =
    Math.floor((capacity * slotRules.emergencyShare) / slotRules.gridMinutes) * slotRules.gridMinutes;
  return free - durationMinutes >= kept;
}

/** How many lanes can start at each half hour: two counters a span, then one sweep. */
function startsOnGrid(
  spans: Iterable<readonly Span[]>,
  frame: DayFrame,
  durationMinutes: number,
): Int32Array {
  const grid = slotRules.gridMinutes;
  const steps = Math.ceil((frame.end - frame.start) / grid);
  const counts = new Int32Array(steps + 1);
  for (const lane of spans) {
    for (const { from, until } of lane) {
      const first = Math.max(0, Math.ceil((from - frame.start) / grid));
      const last = Math.min(steps - 1, Math.floor((until - durationMinutes - frame.start) / grid));
      if (first > last) continue;
      counts[first] = (counts[first] ?? 0) + 1;
      counts[last + 1] = (counts[last + 1] ?? 0) - 1;
    }
  }
  for (let step = 1; step < steps; step++) counts[step] = (counts[step] ?? 0) + (counts[step - 1] ?? 0);
  return counts;
}

function gridSlots(schedule: Schedule, frame: DayFrame, plan: DayPlan): SlotOffer[] {
  const { durationMinutes } = schedule;
  const offered = startsOnGrid(plan.working.values(), frame, durationMinutes);
  const free = startsOnGrid(plan.free.values(), frame, durationMinutes);
  const room = leavesTimeForEmergencies(plan, durationMinutes);
  const slots: SlotOffer[] = [];
  for (let step = 0; step < offered.length - 1; step++) {
    if ((offered[step] ?? 0) === 0) continue;
    const start = frame.start + step * slotRules.gridMinutes;
    slots.push(slotAt(schedule, start, start + durationMinutes, room && (free[step] ?? 0) > 0));
  }
  return slots;
}

/** Pickup tours of two hours from each opening on; post is taken in all day. */
function windowsOf(schedule: Schedule, { open }: DayPlan): Span[] {
  if (schedule.method === "mail_in") {
    const ends = open.map((span) => span.until);
    return [{ from: Math.min(...open.map((span) => span.from)), until: Math.max(...ends) }];
  }
  const size = slotRules.pickupWindowMinutes;
  return open.flatMap(({ from, until }) =>
    Array.from({ length: Math.floor((until - from) / size) }, (_, index) => ({
      from: from + index * size,
      until: from + (index + 1) * size,
    })),
  );
}

function windowSlots(schedule: Schedule, plan: DayPlan): SlotOffer[] {
  return windowsOf(schedule, plan).map((window) =>
    slotAt(
      schedule,
      window.from,
      window.until,
      [...plan.working.keys()].some((lane) => isFreeDuring(lane, window)),
    ),
  );
}

function isFreeDuring(lane: Lane, span: Span): boolean {
  return lane.taken.every((taken) => taken.until <= span.from || taken.from >= span.until);
}

function slotAt({ now }: Schedule, start: number, end: number, free: boolean): SlotOffer {
  if (start < now) return { start, end, available: false, reason: "past" };
  if (start < now + slotRules.leadMinutes) return { start, end, available: false, reason: "too_soon" };
  return free ? { start, end, available: true } : { start, end, available: false, reason: "full" };
}

/** Lanes that can take an offered slot, the least loaded of the day first. */
export function lanesFor(schedule: Schedule, slot: Span): string[] {
  const frame = schedule.frames.find((day) => day.start <= slot.from && slot.from < day.end);
  if (frame === undefined) return [];
  const plan = planOf(schedule, frame);
  const fits = (lane: Lane, free: readonly Span[]) =>
    onTechnicians(schedule)
      ? free.some((span) => span.from <= slot.from && slot.until <= span.until)
      : isFreeDuring(lane, slot);
  return [...plan.free]
    .filter(([lane, free]) => fits(lane, free))
    .map(([lane, free]) => ({ id: lane.id, free: minutesIn(free) }))
    .sort((a, b) => b.free - a.free || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}

/** Free starts nearest to a wanted one, by time. */
export function nearestFree(days: readonly DayOffer[], wanted: number, count: number): number[] {
  return days
    .flatMap((day) => day.slots.filter((slot) => slot.available).map((slot) => slot.start))
    .sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted) || a - b)
    .slice(0, count)
    .sort((a, b) => a - b);
}
