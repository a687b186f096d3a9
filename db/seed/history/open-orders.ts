import type { WorkOrderStatus } from "@/server/contexts/customer/domain/transitions";
import { evolve, noWorkOrder, type WorkOrder } from "@/server/contexts/customer/domain/work-order";
import { type CenterWithPeople, HISTORY_DAYS, type Network } from "../network";
import { createRandom, type Random } from "../random";
import { courseOf, type Step } from "./course";
import { withEstimates } from "./estimates";
import { createLaneBook, type LaneBook, type Slot } from "./lane-book";
import type { Ledger } from "./ledger";
import { pickDeviceAndFault, pickMethod, type SeededOrder, writtenDown } from "./orders";
import { bookedData, orderRow } from "./past-orders";
import { type SeededMessage, wordsIn, writeThread } from "./words";

export type OpenOrder = {
  order: SeededOrder;
  slot: { id: string; laneId: string; start: number; end: number };
  /** What the customer wrote, in their language. */
  description: string;
  /** What the desk saw at check-in. */
  condition: string;
  messages: SeededMessage[];
};

/** Centres that the demo accounts work in have a full board; the others a thin one. */
const FULL_BOARDS = new Set([
  "be-gent-korenmarkt",
  "de-berlin-oranienstrasse",
  "pl-lodz-ul-piotrkowska",
  "ie-cork-oliver-plunkett-street",
  "fr-paris-rue-du-faubourg-du-temple",
  "gb-london-upper-street",
]);

const WANTED: readonly (readonly [WorkOrderStatus, number, number])[] = [
  // status, on a thin board, on a full one
  ["received", 1, 3],
  ["diagnosing", 1, 3],
  ["awaiting_approval", 1, 4],
  ["approved", 1, 2],
  ["awaiting_parts", 1, 4],
  ["repairing", 2, 4],
  ["quality_check", 1, 2],
  ["unrepairable", 0, 1],
  ["ready", 2, 6],
];
const UPCOMING = { thin: 8, full: 27 };
/** Of the first open day, which is usually the anchor day itself. */
const FIRST_DAY = { thin: 2, full: 7 };
const DAYS_AHEAD = 18;
const DAYS_BACK = 9;
const TRIES = 60;
const DAY = 86_400_000;

/** The course up to where the order first stands in a status, if it ever does before `until`. */
function upTo(status: WorkOrderStatus, steps: Step[], until: number): Step[] | undefined {
  let state: WorkOrder = noWorkOrder;
  for (const [index, { event, at }] of steps.entries()) {
    if (at > until) return undefined;
    state = evolve(state, event);
    if (state.status === status) return steps.slice(0, index + 1);
  }
  return undefined;
}

type Desk = { random: Random; ledger: Ledger; place: CenterWithPeople; lanes: LaneBook; until: number };

/** An order on a free lane of the day that reaches the status; undefined when chance would not have it. */
function tryOrder(
  { random, ledger, place, lanes, until }: Desk,
  day: number,
  status: WorkOrderStatus,
): OpenOrder | undefined {
  const { center, calendar } = place;
  const { device, fault } = pickDeviceAndFault(random, calendar.date(day));
  const method = pickMethod(random, center, fault);
  const free = lanes.find(random, day, method, fault);
  if (!free) return undefined;
  const slotStart = calendar.instant(free.slot);
  const latest = Math.min(until, slotStart) - 3_600_000;
  const createdAt = Math.round(latest - random.next() ** 2 * 8 * DAY);
  const client = ledger.newClient(random, center, createdAt);
  const home = method === "drop_off" ? undefined : ledger.withAddress(random, center, client);
  const row = orderRow(random, ledger, place, {
    method,
    slotStart,
    slotMinutes: free.minutes,
    createdAt,
    device,
    fault,
    client,
  });
  const actorOf = ledger.actorOf(place, random);
  const receivedBy = actorOf({ type: "work_order.closed.v1", data: {} });
  const course = courseOf(random, calendar, {
    booked: bookedData(row),
    bookedAt: createdAt,
    slot: free.slot,
    method,
    fault,
    receivedBy,
  });
  const steps = upTo(status, course, until);
  if (!steps) return undefined;
  lanes.take(free);
  const order = writtenDown(
    { ...row, addressId: home?.address.id ?? null, newCustomer: client.customer, newAddress: home?.address },
    withEstimates(
      createRandom(`estimate/${row.reference}`),
      { ...row, country: center.country, timeZone: center.timeZone },
      steps,
    ),
    until,
    random,
    actorOf,
  );
  const words = wordsIn(client.customer.locale);
  return {
    order,
    slot: slotRow(random, order, free),
    description: random.pick(words.descriptions),
    condition: random.pick(words.conditions),
    messages: writeThread(random, order, words, receivedBy, until),
  };
}

function slotRow(random: Random, order: SeededOrder, { laneId }: Slot): OpenOrder["slot"] {
  return { id: random.uuid(order.createdAt), laneId, start: order.slotStart, end: order.slotEnd };
}

function openDays(place: CenterWithPeople, from: number, to: number): number[] {
  const days: number[] = [];
  for (let day = from; day <= to; day++) if (place.calendar.spans(day).length > 0) days.push(day);
  return days;
}

function* repeatedly(
  desk: Desk,
  count: number,
  days: readonly number[],
  status: WorkOrderStatus,
): Generator<OpenOrder> {
  let made = 0;
  for (let attempt = 0; attempt < TRIES * count && made < count && days.length > 0; attempt++) {
    const day = status === "booked" ? soonest(desk.random, days) : desk.random.pick(days);
    const order = tryOrder(desk, day, status);
    if (!order) continue;
    made++;
    yield order;
  }
}

/** Most bookings are for the next days. */
function soonest(random: Random, days: readonly number[]): number {
  return days[Math.floor(random.next() ** 1.8 * days.length)] ?? 0;
}

/** Orders in hand and bookings ahead of every centre, on its technicians' lanes. */
export function* openOrders(network: Network, ledger: Ledger, until: number): Generator<OpenOrder> {
  for (const place of network.centers) {
    const random = createRandom(`${network.seed}/open/${place.center.id}`);
    const desk: Desk = { random, ledger, place, lanes: createLaneBook(place), until };
    const isFull = FULL_BOARDS.has(place.center.id);
    const back = openDays(place, HISTORY_DAYS - DAYS_BACK, HISTORY_DAYS - 1);
    // Whoever was asked then has an estimate that holds no more.
    const longAgo = openDays(place, HISTORY_DAYS - 50, HISTORY_DAYS - 40);
    const ahead = openDays(place, HISTORY_DAYS, HISTORY_DAYS + DAYS_AHEAD);
    for (const [status, thin, full] of WANTED) yield* repeatedly(desk, isFull ? full : thin, back, status);
    yield* repeatedly(desk, isFull ? FIRST_DAY.full : FIRST_DAY.thin, ahead.slice(0, 1), "booked");
    yield* repeatedly(desk, isFull ? UPCOMING.full : UPCOMING.thin, ahead, "booked");
    if (isFull) yield* repeatedly(desk, 1, longAgo, "awaiting_approval");
  }
}
