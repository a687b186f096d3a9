import type { WorkOrderEvent } from "@/server/contexts/customer/contract/work-order-events";
import { createEstimateBook, type EstimateBook } from "../catalogue/estimates";
import type { Center } from "../geo/centers";
import type { CenterWithPeople, Network } from "../network";
import { makeAddress, makeCustomer, type SeededAddress, type SeededCustomer } from "../people/customers";
import { createRandom, type Random } from "../random";
import { referenceOf } from "./orders";

export type Client = { customer: SeededCustomer; address?: SeededAddress };

/** What past and open orders share: running numbers, prices, who acts. */
export type Ledger = {
  nextReference(): string;
  newClient(random: Random, center: Center, at: number): Client;
  withAddress(random: Random, center: Center, client: Client): { address: SeededAddress; isNew: boolean };
  estimates: EstimateBook;
  /** Who makes a move, as it stands in events: `guest` for bookings, a person of the centre after. */
  actorOf(place: CenterWithPeople, random: Random): (event: WorkOrderEvent) => string;
};

/** A stand-in for the identity of a technician or a front desk that has no account in the demo network. */
function staffActor(seed: string, key: string): string {
  return `staff:${createRandom(`${seed}/identity/${key}`).uuid(1_600_000_000_000)}`;
}

const COUNTER_MOVES = new Set([
  "work_order.received.v1",
  "work_order.approved.v1",
  "work_order.handed_over.v1",
  "work_order.closed.v1",
  "work_order.cancelled.v1",
]);

export function createLedger(network: Network): Ledger {
  let references = 0;
  let clients = 0;
  const actors = new Map<string, string>();
  const actor = (key: string): string => {
    const known = actors.get(key) ?? staffActor(network.seed, key);
    actors.set(key, known);
    return known;
  };
  return {
    nextReference: () => referenceOf(references++),
    newClient: (random, center, at) => ({ customer: makeCustomer(random, center, at, clients++) }),
    withAddress(random, center, client) {
      const isNew = client.address === undefined;
      client.address ??= makeAddress(random, center, client.customer);
      return { address: client.address, isNew };
    },
    estimates: createEstimateBook(network.seed),
    actorOf(place, random) {
      const technician = random.pick(place.staff.technicians);
      return ({ type }) => {
        if (type === "work_order.booked.v1") return "guest";
        return actor(COUNTER_MOVES.has(type) ? place.center.id : technician.id);
      };
    },
  };
}
