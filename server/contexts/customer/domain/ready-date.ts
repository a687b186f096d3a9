import { afterOpenMinutes, afterWorkingDays, type OpeningTime } from "./opening-time";

/** What decides when a device will be ready. */
export interface ReadyQuestion {
  now: Date;
  /** When the device comes in, or is fetched, or the technician rings: the slot, or now when none is chosen. */
  start: Date;
  method: "drop_off" | "on_site" | "pickup" | "mail_in";
  durationMinutes: number;
  /** Work of the centre that waits before this one, and how many do it. */
  queueMinutes: number;
  technicians: number;
  part: { availableHere: number; availableNetwork: number; leadTimeDays: number } | null;
  hours: OpeningTime;
}

/**
 * The plain rule, until measured times replace it: a part that no shelf has takes its supplier's lead time, or 1.6
 * times it; one from another centre two working days, or three; the queue and the work take their time, or 1.5 and
 * 2 times it. p50 is the middle case, p90 the one that is promised.
 */
const rules = {
  p50: { leadTime: 1, transferDays: 2, transportDays: { pickup: 1, mail_in: 2 }, queue: 1, work: 1 },
  p90: { leadTime: 1.6, transferDays: 3, transportDays: { pickup: 1, mail_in: 3 }, queue: 1.5, work: 2 },
} as const;
const finalCheckMinutes = 60;
const roundedToMinutes = 30;

/** When the device is repaired and can be fetched, sent or driven back, in the centre's opening hours. */
export function readyBy(question: ReadyQuestion): { p50: Date; p90: Date } {
  return { p50: readyUnder(question, "p50"), p90: readyUnder(question, "p90") };
}

function readyUnder(question: ReadyQuestion, quantile: keyof typeof rules): Date {
  const { now, start, method, hours, durationMinutes } = question;
  const rule = rules[quantile];
  const transportDays = method === "pickup" || method === "mail_in" ? rule.transportDays[method] : 0;
  const deviceHere = afterWorkingDays(start, transportDays, hours);
  const partHere = afterWorkingDays(now, partDays(question, rule), hours);
  const begins = new Date(Math.max(deviceHere.getTime(), partHere.getTime()));
  // A visit has its technician to itself; in the workshop others wait already.
  const queue =
    method === "on_site" ? 0 : (question.queueMinutes * rule.queue) / Math.max(1, question.technicians);
  const minutes = queue + durationMinutes * rule.work + (method === "on_site" ? 0 : finalCheckMinutes);
  return afterOpenMinutes(begins, Math.ceil(minutes / roundedToMinutes) * roundedToMinutes, hours);
}

function partDays({ part }: ReadyQuestion, rule: (typeof rules)[keyof typeof rules]): number {
  if (part === null || part.availableHere > 0) return 0;
  if (part.availableNetwork > 0) return rule.transferDays;
  return Math.ceil(part.leadTimeDays * rule.leadTime);
}
