/** The estimates of open orders, put into the course of their events: sent before approval, answered with it. */
import type { EstimateSent, WorkOrderEvent } from "@/server/contexts/customer/contract/work-order-events";
import { sumOf, validUntil } from "@/server/contexts/customer/domain/estimate";
import { vatRateOn } from "../catalogue/estimates";
import type { Random } from "../random";
import type { Step } from "./course";
import type { SeededOrder } from "./orders";

export type Estimated = Pick<
  SeededOrder,
  "estimateLowMinor" | "estimateHighMinor" | "currency" | "method"
> & { country: string; timeZone: string };

const CHANCE = { changedBefore: 0.2, inPart: 0.3, byPhone: 0.3 };
const CHANGED_BEFORE = 1_800_000;

/** The steps with an estimate sent at each request for approval, and its answer at each approval. */
export function withEstimates(random: Random, order: Estimated, steps: readonly Step[]): Step[] {
  let sent: EstimateSent | undefined;
  return steps.flatMap((step, index): Step[] => {
    const { event, at } = step;
    if (event.type === "work_order.approval_requested.v1") {
      const first = sentAt(random, order, at, 1);
      const before = steps[index - 1]?.at ?? at;
      const earlier = Math.max(before, at - CHANGED_BEFORE);
      if (!random.chance(CHANCE.changedBefore)) {
        sent = first;
        return [{ event: told(first), at }, step];
      }
      sent = sentAt(random, order, at, 2);
      return [
        { event: told(first), at: earlier },
        { event, at: earlier },
        { event: told(sent), at },
      ];
    }
    if (event.type === "work_order.approved.v1" && sent !== undefined) {
      return [{ event: answered(random, sent), at }, step];
    }
    return [step];
  });
}

function told(data: EstimateSent): WorkOrderEvent {
  return { type: "work_order.estimate_sent.v1", data };
}

function sentAt(random: Random, order: Estimated, at: number, version: number): EstimateSent {
  const { estimateLowMinor: low, estimateHighMinor: high, currency, country, timeZone } = order;
  // Prices end on whole units, as people write them.
  const whole = (minor: number) => Math.max(100, Math.round(minor / 100) * 100);
  const total = low + (high - low) * random.next() * 1.2;
  const labour = 0.35 + random.next() * 0.2;
  const line = (kind: "labour" | "part" | "fee", unitMinor: number) => ({
    id: random.uuid(at),
    kind,
    quantity: 1,
    unitMinor: whole(unitMinor),
  });
  const lines = [line("labour", total * labour), line("part", total * (1 - labour))];
  if (order.method !== "drop_off") lines.push(line("fee", total * 0.08));
  return {
    version,
    currency,
    vatRate: vatRateOn(country, new Date(at).toISOString().slice(0, 10)),
    lines,
    totalMinor: sumOf(lines),
    validUntil: validUntil(new Date(at), timeZone).toISOString(),
  };
}

function answered(random: Random, { version, lines }: EstimateSent): WorkOrderEvent {
  const isInPart = random.chance(CHANCE.inPart);
  const accepted = isInPart ? lines.slice(0, 1) : lines;
  const declined = isInPart ? lines.slice(1) : [];
  return {
    type: "work_order.estimate_answered.v1",
    data: {
      version,
      way: random.chance(CHANCE.byPhone) ? "phone" : "link",
      accepted: accepted.map(({ id }) => id),
      declined: declined.map(({ id }) => id),
      acceptedMinor: sumOf(accepted),
    },
  };
}
