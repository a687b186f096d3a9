import type { OrderStatus } from "@/components/customer/desk/types";
import type { StatusTone } from "@/components/ui/status";

/** How an order stands against its word, for a person who looks at it now. */
export type Age =
  | { kind: "late" | "within" | "missed"; tone: StatusTone; minutes: number }
  | { kind: "due" | "arrives"; tone: StatusTone; at: string }
  | { kind: "ready" | "customer" | "supplier" | "over"; tone: StatusTone };

interface Aged {
  status: OrderStatus;
  clock: "us" | "customer" | "supplier" | "none";
  slotStart: string;
  promisedBy: string;
}

/** From here on an order asks for attention. */
const soonMinutes = 180;
/** People come a little late. */
const graceMinutes = 15;

export function ageOf({ status, clock, slotStart, promisedBy }: Aged, now: number): Age {
  if (status === "booked") {
    const past = minutesBetween(Date.parse(slotStart), now);
    if (past > graceMinutes) return { kind: "missed", tone: "waiting", minutes: past };
    return { kind: "arrives", tone: -past < soonMinutes ? "active" : "idle", at: slotStart };
  }
  if (status === "ready") return { kind: "ready", tone: "done" };
  if (clock === "none") return { kind: "over", tone: "done" };
  if (clock === "customer") return { kind: "customer", tone: "waiting" };
  const left = minutesBetween(now, Date.parse(promisedBy));
  if (left < 0) return { kind: "late", tone: "stop", minutes: -left };
  if (clock === "supplier") return { kind: "supplier", tone: "waiting" };
  if (left <= soonMinutes) return { kind: "within", tone: "waiting", minutes: left };
  return { kind: "due", tone: "idle", at: promisedBy };
}

function minutesBetween(from: number, to: number): number {
  return Math.round((to - from) / 60_000);
}

/** A span as its largest whole unit: minutes up to an hour and a half, hours up to two days, then days. */
export function spanOf(minutes: number): { value: number; unit: "minute" | "hour" | "day" } {
  if (minutes < 90) return { value: Math.max(0, minutes), unit: "minute" };
  if (minutes < 48 * 60) return { value: Math.round(minutes / 60), unit: "hour" };
  return { value: Math.round(minutes / 1440), unit: "day" };
}
