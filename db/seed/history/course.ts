/** How one repair goes: its events with their times, from the booking to the closed order. */
import type { WorkOrderBooked, WorkOrderEvent } from "@/server/contexts/customer/contract/work-order-events";
import { accessories } from "@/server/contexts/customer/domain/accessories";
import type { Fault } from "../catalogue/faults";
import type { Random } from "../random";
import type { Calendar, Moment } from "./calendar";

export type Step = { event: WorkOrderEvent; at: number };

export type Plan = {
  booked: WorkOrderBooked;
  bookedAt: number;
  slot: Moment;
  method: string;
  fault: Fault;
  /** Who waived the photos: history has none. */
  receivedBy: string;
};

const CHANCE = {
  cancelledBefore: 0.055,
  approvalNeeded: 0.42,
  declined: 0.07,
  unrepairable: 0.035,
  partNotInStock: 0.42,
  partLate: 0.14,
  failsQualityCheck: 0.04,
  neverFetched: 0.006,
};

const HOUR = 3_600_000;

/** Writes the steps down as time goes on. */
function journal(calendar: Calendar, start: Moment) {
  const steps: Step[] = [];
  let now = start;
  return {
    steps,
    now: () => now,
    after(workMinutes: number, event: WorkOrderEvent) {
      now = calendar.afterWork(now, workMinutes);
      steps.push({ event, at: calendar.instant(now) });
    },
    /** Waits for a person or a parcel: days pass, then the next open moment counts. */
    waitDays(days: number) {
      const later = now.day + Math.floor(days);
      const minute = Math.floor(now.minute + (days % 1) * 24 * 60);
      now = calendar.nextOpen({ day: later + Math.floor(minute / 1440), minute: minute % 1440 });
    },
  };
}

function handOver(random: Random, log: ReturnType<typeof journal>): void {
  log.after(random.int(8, 35), { type: "work_order.ready.v1", data: {} });
  if (random.chance(CHANCE.neverFetched)) {
    log.waitDays(random.int(90, 120));
    log.after(5, { type: "work_order.abandoned.v1", data: {} });
    return;
  }
  log.waitDays(random.next() ** 2 * 4);
  log.after(random.int(2, 25), { type: "work_order.handed_over.v1", data: {} });
  log.after(random.int(1, 4), { type: "work_order.closed.v1", data: {} });
}

/** False when the customer declined and the order ended. */
function askForApproval(random: Random, log: ReturnType<typeof journal>): boolean {
  log.after(random.int(15, 80), { type: "work_order.approval_requested.v1", data: {} });
  log.waitDays(random.next() ** 2 * 3);
  const isDeclined = random.chance(CHANCE.declined);
  log.after(
    random.int(2, 40),
    isDeclined
      ? { type: "work_order.cancelled.v1", data: { reason: "by_customer" } }
      : { type: "work_order.approved.v1", data: {} },
  );
  return !isDeclined;
}

function waitForPart(
  random: Random,
  log: ReturnType<typeof journal>,
  plan: Plan,
  leadTimeDays: number,
): void {
  log.after(random.int(4, 30), { type: "work_order.parts_awaited.v1", data: {} });
  log.waitDays(leadTimeDays * (0.7 + random.next() * 0.6));
  if (!random.chance(CHANCE.partLate)) return;
  const days = random.int(2, 6);
  const promisedBy = new Date(Date.parse(plan.booked.promisedBy) + days * 24 * HOUR).toISOString();
  log.after(5, { type: "work_order.promise_changed.v1", data: { promisedBy, reason: "parts_late" } });
  log.waitDays(days - 1);
}

function repair(random: Random, log: ReturnType<typeof journal>, { fault }: Plan): void {
  log.after(random.int(10, 150), { type: "work_order.repair_started.v1", data: {} });
  const minutes = Math.round(fault.durationMinutes * (0.55 + random.next() * 0.9));
  log.after(minutes, { type: "work_order.quality_check_started.v1", data: {} });
  if (!random.chance(CHANCE.failsQualityCheck)) return;
  log.after(random.int(10, 30), { type: "work_order.repair_started.v1", data: {} });
  log.after(Math.round(minutes / 2), { type: "work_order.quality_check_started.v1", data: {} });
}

/** The whole course; whoever writes it down at a certain moment leaves out what lies ahead. */
export function courseOf(random: Random, calendar: Calendar, plan: Plan): Step[] {
  const booking: Step = { event: { type: "work_order.booked.v1", data: plan.booked }, at: plan.bookedAt };
  const slotAt = calendar.instant(plan.slot);
  if (random.chance(CHANCE.cancelledBefore)) {
    const at = plan.bookedAt + (slotAt - plan.bookedAt) * (0.2 + random.next() * 0.75);
    const reason = random.chance(0.85) ? "by_customer" : "by_centre";
    return [booking, { event: { type: "work_order.cancelled.v1", data: { reason } }, at: Math.round(at) }];
  }
  const log = journal(calendar, plan.slot);
  const brought = accessories.filter((_, index) => random.chance(index === 0 ? 0.5 : 0.08));
  log.after(random.int(0, 9), {
    type: "work_order.received.v1",
    data: { accessories: brought, photos: 0, photosWaivedBy: plan.receivedBy },
  });
  const isVisit = plan.method === "on_site";
  log.after(isVisit ? 4 : random.int(10, 300), { type: "work_order.diagnosis_started.v1", data: {} });
  if (random.chance(CHANCE.unrepairable)) {
    log.after(random.int(30, 90), { type: "work_order.unrepairable.v1", data: {} });
    handOver(random, log);
    return [booking, ...log.steps];
  }
  if (!isVisit && random.chance(CHANCE.approvalNeeded) && !askForApproval(random, log)) {
    return [booking, ...log.steps];
  }
  if (!isVisit && plan.fault.part && random.chance(CHANCE.partNotInStock)) {
    waitForPart(random, log, plan, plan.fault.part.leadTimeDays);
  }
  repair(random, log, plan);
  handOver(random, log);
  return [booking, ...log.steps];
}
