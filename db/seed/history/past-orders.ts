import type { Device } from "../catalogue/devices";
import type { Fault } from "../catalogue/faults";
import { type CenterWithPeople, HISTORY_DAYS, type Network } from "../network";
import { createRandom, type Random } from "../random";
import { courseOf } from "./course";
import type { Client, Ledger } from "./ledger";
import { pickDeviceAndFault, pickMethod, type SeededOrder, writtenDown } from "./orders";
import { demandOn, growthOn } from "./seasons";
import { windowsOn } from "./windows";

const CHANCE = { regular: 0.32, walkIn: 0.28, comeback: 0.04 };
const REGULARS_KEPT = 200;
const DAY = 86_400_000;
const GRID_MINUTES = 30;

type Visit = { client?: Client; device: Device; fault: Fault };

/** Draws from a Poisson distribution (Knuth); busy days at large scales by its normal limit. */
function poisson(random: Random, mean: number): number {
  if (mean > 30) return Math.max(0, Math.round(random.normal(mean, Math.sqrt(mean))));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random.next(); product > limit; product *= random.next()) count++;
  return count;
}

function demandOf(place: CenterWithPeople, day: number): number {
  const { calendar, center } = place;
  if (calendar.spans(day).length === 0) return 0;
  return (
    Math.sqrt(center.population) *
    demandOn(calendar.date(day), calendar.weekday(day)) *
    growthOn(day, HISTORY_DAYS)
  );
}

/** Days between booking and visit: many come at once or tomorrow, few wait a week. */
function bookedBefore(random: Random, slotAt: number): number {
  if (random.chance(CHANCE.walkIn)) return slotAt - random.int(2, 20) * 60_000;
  return slotAt - Math.round((0.15 + random.next() ** 2 * 7) * DAY);
}

function pastOrder(
  random: Random,
  ledger: Ledger,
  place: CenterWithPeople,
  day: number,
  visit: Visit,
  until: number,
): SeededOrder {
  const { center, calendar } = place;
  const { device, fault } = visit;
  const method = pickMethod(random, center, fault);
  const offered = windowsOn(calendar, day, method, fault.durationMinutes, GRID_MINUTES);
  // A short Saturday has no room for a long repair: it is booked for the opening all the same.
  const opens = calendar.nextOpen({ day, minute: 0 }).minute;
  const window = offered.length > 0 ? random.pick(offered) : { start: opens, minutes: fault.durationMinutes };
  const slot = { day, minute: window.start };
  const slotStart = calendar.instant(slot);
  const createdAt = bookedBefore(random, slotStart);
  const isNewClient = visit.client === undefined;
  const client = visit.client ?? ledger.newClient(random, center, createdAt);
  visit.client = client;
  const home = method === "drop_off" ? undefined : ledger.withAddress(random, center, client);
  const order = orderRow(random, ledger, place, {
    method,
    slotStart,
    slotMinutes: window.minutes,
    createdAt,
    device,
    fault,
    client,
  });
  const actorOf = ledger.actorOf(place, random);
  const steps = courseOf(random, calendar, {
    booked: bookedData(order),
    bookedAt: createdAt,
    slot,
    method,
    fault,
    receivedBy: actorOf({ type: "work_order.closed.v1", data: {} }),
  });
  return writtenDown(
    {
      ...order,
      addressId: home?.address.id ?? null,
      ...(isNewClient ? { newCustomer: client.customer } : {}),
      ...(home?.isNew ? { newAddress: home.address } : {}),
    },
    steps,
    until,
    random,
    actorOf,
  );
}

type Booking = {
  method: SeededOrder["method"];
  slotStart: number;
  slotMinutes: number;
  createdAt: number;
  device: Device;
  fault: Fault;
  client: Client;
};

/** The row as it stands right after booking. */
export function orderRow(
  random: Random,
  ledger: Ledger,
  { center, calendar }: CenterWithPeople,
  booking: Booking,
) {
  const { method, slotStart, createdAt, device, fault, client } = booking;
  const slotEnd = slotStart + booking.slotMinutes * 60_000;
  const date = new Date(createdAt).toISOString().slice(0, 10);
  const { low, high, currency } = ledger.estimates.estimate(center.country, device.id, fault.id, date);
  const waitDays = method === "on_site" ? 0 : 1 + (fault.part?.leadTimeDays ?? 0) * 0.6;
  const firstDay = Date.parse(`${calendar.date(0)}T00:00:00Z`);
  const promiseDay = Math.floor((slotEnd - firstDay) / DAY + waitDays);
  const promised = calendar.nextOpen({ day: promiseDay, minute: 17 * 60 });
  return {
    id: random.uuid(createdAt),
    reference: ledger.nextReference(),
    customerId: client.customer.id,
    deviceModelId: device.id,
    faultId: fault.id,
    serviceCenterId: center.id,
    method,
    slotStart,
    slotEnd,
    promisedBy: Math.max(slotEnd, calendar.instant(promised)),
    addressId: null as string | null,
    estimateLowMinor: low,
    estimateHighMinor: high,
    currency,
    createdAt,
  };
}

export function bookedData(order: ReturnType<typeof orderRow>) {
  const { reference, customerId, deviceModelId, faultId, serviceCenterId, method } = order;
  return {
    reference,
    customerId,
    deviceModelId,
    faultId,
    serviceCenterId,
    method,
    slotStart: new Date(order.slotStart).toISOString(),
    slotEnd: new Date(order.slotEnd).toISOString(),
    promisedBy: new Date(order.promisedBy).toISOString(),
  };
}

/**
 * Two years of orders in the order of their visits, about `count` of them, written down at `until`.
 * Streams: at any scale only each centre's regulars and the comebacks ahead are kept.
 */
export function* pastOrders(
  network: Network,
  ledger: Ledger,
  count: number,
  until: number,
): Generator<SeededOrder> {
  const random = createRandom(`${network.seed}/history`);
  const regulars = network.centers.map((): Client[] => []);
  const comebacks = new Map<number, { place: number; visit: Visit }[]>();
  let total = 0;
  for (let day = 0; day < HISTORY_DAYS; day++) {
    for (const place of network.centers) total += demandOf(place, day);
  }
  const perDemand = count / total / (1 + CHANCE.comeback);

  function* visitOn(day: number, index: number, visit: Visit): Generator<SeededOrder> {
    const place = network.centers[index];
    if (!place) return;
    const order = pastOrder(random, ledger, place, day, visit, until);
    if (visit.client) remember(regulars[index] ?? [], visit.client, random);
    if (order.status === "closed" && random.chance(CHANCE.comeback)) {
      const later = place.calendar.nextOpen({ day: day + random.int(9, 45), minute: 0 }).day;
      if (later < HISTORY_DAYS)
        comebacks.set(later, [...(comebacks.get(later) ?? []), { place: index, visit }]);
    }
    yield order;
  }

  for (let day = 0; day < HISTORY_DAYS; day++) {
    for (const { place, visit } of comebacks.get(day) ?? []) yield* visitOn(day, place, visit);
    comebacks.delete(day);
    for (const [index, place] of network.centers.entries()) {
      const visits = poisson(random, demandOf(place, day) * perDemand);
      for (let i = 0; i < visits; i++) {
        const known = regulars[index] ?? [];
        const client = known.length > 0 && random.chance(CHANCE.regular) ? random.pick(known) : undefined;
        yield* visitOn(day, index, { client, ...pickDeviceAndFault(random, place.calendar.date(day)) });
      }
    }
  }
}

function remember(regulars: Client[], client: Client, random: Random): void {
  if (regulars.length < REGULARS_KEPT) regulars.push(client);
  else regulars[random.int(0, REGULARS_KEPT - 1)] = client;
}
