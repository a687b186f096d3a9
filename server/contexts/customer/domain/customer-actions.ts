import { DomainError } from "@/server/kernel/errors";
import { isClosed, type WorkOrderStatus } from "./transitions";

/** What a customer can do themselves, on the tracking page. */
export type CustomerAction = "cancel" | "reschedule" | "write";

/** Someone who drives out, or a van's tour, is planned the day before; a seat at the counter is not. */
const changedUntilHours = { drop_off: 2, mail_in: 2, on_site: 12, pickup: 12 } as const;
const hourMillis = 3_600_000;
const linkLivesDays = 90;

export interface BookedVisit {
  status: WorkOrderStatus;
  method: keyof typeof changedUntilHours;
  slotStart: Date;
  closedAt: Date | null;
}

/** Until when a booking may be cancelled or moved online. It costs nothing. */
export function changeableUntil({ method, slotStart }: Pick<BookedVisit, "method" | "slotStart">): Date {
  return new Date(slotStart.getTime() - changedUntilHours[method] * hourMillis);
}

export function customerActions(visit: BookedVisit, now: Date): CustomerAction[] {
  const changeable = visit.status === "booked" && now <= changeableUntil(visit);
  return [
    ...(changeable ? (["cancel", "reschedule"] as const) : []),
    ...(isClosed(visit.status) ? [] : ["write" as const]),
  ];
}

/** Throws unless the customer may do it now: `deadline_passed` says until when they could have. */
export function customerMay(action: CustomerAction, visit: BookedVisit, now: Date): void {
  if (customerActions(visit, now).includes(action)) return;
  if (action !== "write" && visit.status === "booked") {
    throw new DomainError("deadline_passed", { until: changeableUntil(visit).toISOString() });
  }
  throw new DomainError("transition_not_allowed", {
    from: visit.status,
    allowed: customerActions(visit, now),
  });
}

/** A tracking link lives as long as its order, and a while after it was closed. */
export function linkIsDead(closedAt: Date | null, now: Date): boolean {
  return closedAt !== null && now.getTime() > closedAt.getTime() + linkLivesDays * 24 * hourMillis;
}
