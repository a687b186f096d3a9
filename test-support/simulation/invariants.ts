import type { Booking } from "@/server/contexts/customer/contract/booking";
import type { Rescheduling } from "@/server/contexts/customer/contract/rescheduling";
import { workOrderStream } from "@/server/contexts/customer/contract/work-order-events";
import { type ContextName, contextNames } from "@/server/kernel/context-name";
import { interestIn } from "@/server/platform/consumer-interest";
import { lettersOf, modelConsumers } from "./consumers";
import { orderOf } from "./customer";
import type { Deposit } from "./deposit-saga";
import type { Slot } from "./location";
import {
  type AtProvider,
  type Deposit as BookingDeposit,
  type Charge,
  providerRow,
  refundsRow,
} from "./payment";
import type { KeptSaga } from "./saga-io";
import { type Scenario, troubleMillis } from "./scenario";
import type { Store } from "./store";
import type { TwoPhase } from "./two-phase";

export type Invariant =
  | "comes to rest"
  | "a booking is whole or taken back"
  | "an order and its slot agree"
  | "a slot has one order"
  | "of those who saw the same time one moves it"
  | "a move that stands is told so"
  | "no order is kept for a move that is over"
  | "nothing is left in other contexts of what failed"
  | "a cancelled order has no deposit"
  | "no more goes back than came in"
  | "a deposit is whole or taken back"
  | "one charge for a deposit"
  | "taken back in reverse"
  | "no saga is left"
  | "a saga goes on soon"
  | "one key, one answer"
  | "a feed is dense and complete"
  | "a feed keeps its streams' order"
  | "an event has one effect, in the feed's order"
  | "no letter is left"
  | "nothing is left prepared"
  | "parts of a two-phase commit agree"
  | "the log is obeyed";

export interface Violation {
  invariant: Invariant;
  what: string;
}

type Say = (invariant: Invariant, what: string) => void;

/** What must hold once everything works again and all has come to rest. */
export function violations(scenario: Scenario, rested: boolean): Violation[] {
  const found: Violation[] = [];
  const say: Say = (invariant, what) => found.push({ invariant, what });
  if (!rested) say("comes to rest", "something goes on for ever");
  const { stores } = scenario.portal;
  ordersAndSlots(scenario, say);
  moves(stores.customer, say);
  standingMoves(scenario, say);
  deposits(scenario, say);
  sagas(stores.customer, say);
  answers(scenario, say);
  for (const name of contextNames) feed(stores[name], say);
  effects(scenario, say);
  twoPhases(scenario, say);
  return found;
}

function sagasNamed<State>(store: Store, name: string): (KeptSaga & { state: State })[] {
  // The state of a saga is what that saga wrote.
  return [...store.rowsOf<KeptSaga & { state: State }>("sagas/")]
    .map(([, row]) => row)
    .filter((row) => row.name === name);
}

function orderIn(store: Store, orderId: string) {
  return orderOf(store.committed.filter(({ streamId }) => streamId === workOrderStream(orderId)));
}

function ordersAndSlots({ portal: { stores, world } }: Scenario, say: Say): void {
  const slots = [...stores.location.rowsOf<Slot>("slots/")].map(([, slot]) => slot);
  for (const { state, status, failure } of sagasNamed<Booking>(stores.customer, "book-a-repair")) {
    const { orderId } = state;
    const order = orderIn(stores.customer, orderId);
    // A claim that nobody finishes runs out by itself, a quarter of an hour later.
    const own = slots.filter(
      (slot) =>
        slot.orderId === orderId && (slot.expiresAt ?? Number.POSITIVE_INFINITY) > world.now + 900_000,
    );
    const stands = order.status === "booked";
    if (status === "done" && order.status === "none")
      say("a booking is whole or taken back", `${orderId} is done and has no order`);
    if (status === "failed" && (stands || own.length > 0))
      say(
        "a booking is whole or taken back",
        `${orderId} failed (${failure}); order ${order.status}, ${own.length} slots`,
      );
    const deposit = stores.payment.rows.get(`booking-deposits/${orderId}`) as BookingDeposit | undefined;
    const held = deposit?.status === "captured" || deposit?.status === "requested";
    const atProvider = stores.payment.rows.get(providerRow(orderId)) as AtProvider | undefined;
    const money = `${orderId}: its deposit is ${deposit?.status}, ${atProvider} at the provider`;
    if ((status === "failed" || !stands) && (held || atProvider === "captured" || atProvider === "waits"))
      say(
        status === "failed"
          ? "nothing is left in other contexts of what failed"
          : "a cancelled order has no deposit",
        money,
      );
    if (Number(stores.payment.rows.get(refundsRow(orderId)) ?? 0) > 1)
      say("no more goes back than came in", money);
    if (status === "done" && stands && state.deposit !== null && !held)
      say("a booking is whole or taken back", `${orderId} is done, its deposit is ${deposit?.status}`);
    if (status === "failed" && stores.inventory.rows.has(`reservations/${orderId}`))
      say("nothing is left in other contexts of what failed", `${orderId}: a part is reserved`);
    if (own.length > 1) say("a slot has one order", `${orderId} has ${own.length} slots`);
    if (status !== "done") continue;
    const [slot] = own;
    if (stands !== (slot !== undefined))
      say("an order and its slot agree", `${orderId} is ${order.status}, its slot ${slot?.status}`);
    else if (stands && slot !== undefined && slot.start !== order.slotStart)
      say("an order and its slot agree", `${orderId} is at ${order.slotStart}, its slot at ${slot.start}`);
    if (slot !== undefined && slot.status !== "booked")
      say("an order and its slot agree", `${orderId}'s slot is ${slot.status}`);
  }
}

function moves(customer: Store, say: Say): void {
  for (const [key] of customer.rowsOf("reschedulings/")) say("no order is kept for a move that is over", key);
  const seen = new Set<string>();
  for (const { state, status } of sagasNamed<Rescheduling>(customer, "reschedule-a-repair")) {
    const { orderId, before, wanted } = state;
    if (status !== "done" || before.start === wanted.start) continue;
    const from = `${orderId} from ${before.start}`;
    if (seen.has(from)) say("of those who saw the same time one moves it", from);
    seen.add(from);
  }
}

function standingMoves({ portal: { stores }, wishes }: Scenario, say: Say): void {
  for (const { asked, input } of wishes) {
    if (asked.verb !== "customer.bookings.reschedule") continue;
    const slot = stores.location.rows.get(`slots/${input.holdId}`) as Slot | undefined;
    const stands = slot?.status === "booked" && slot.orderId === input.orderId;
    const lost = asked.answers.some((answer) => !answer.ok && answer.code === "hold_expired");
    if (stands && lost) say("a move that stands is told so", `${asked.key} is told hold_expired`);
  }
}

function deposits({ portal: { stores } }: Scenario, say: Say): void {
  const charges = [...stores.payment.rowsOf<Charge>("charges/")].map(([, charge]) => charge);
  const kept = new Map<string, number>();
  for (const { depositId, refundedAt } of charges) {
    const [wish = ""] = depositId.split("/");
    if (refundedAt === null) kept.set(wish, (kept.get(wish) ?? 0) + 1);
  }
  for (const [wish, count] of kept) {
    if (count > 1) say("one charge for a deposit", `${count} are kept for ${wish}`);
  }
  for (const { state, status } of sagasNamed<Deposit>(stores.customer, "take-a-deposit")) {
    const own = charges.filter(({ depositId }) => depositId === state.id);
    const kept = own.filter(({ refundedAt }) => refundedAt === null).length;
    const row = stores.customer.rows.get(`deposits/${state.id}`) as
      | { status: string; at?: number }
      | undefined;
    const told = stores.location.rows.get(`notes/${state.id}`) === true;
    if (own.length > 1) say("one charge for a deposit", `${state.id} was charged ${own.length} times`);
    const whole = kept === 1 && row?.status === "settled" && told;
    const back = kept === 0 && row?.status === "forgotten" && !told;
    if ((status === "done" && !whole) || (status === "failed" && !back))
      say(
        "a deposit is whole or taken back",
        `${state.id} is ${status}; kept ${kept}, ${row?.status}, told ${told}`,
      );
    const refunded = own[0]?.refundedAt;
    if (typeof refunded === "number" && row?.at !== undefined && row.at < refunded)
      say("taken back in reverse", `${state.id} was forgotten before its charge was refunded`);
  }
}

const soonMillis = 300_000;

function sagas(store: Store, say: Say): void {
  for (const [, { name, state, status, step, failure, stuck, endedAt }] of store.rowsOf<KeptSaga>("sagas/")) {
    const facts = `${name} at ${status} ${step}${stuck ? `, stuck: ${failure}` : ""}`;
    if (status !== "done" && status !== "failed") say("no saga is left", facts);
    const { id } = state as Partial<Deposit>;
    const paid = store.rows.get(`paid/${id}`) as { at: number } | undefined;
    if (name !== "take-a-deposit" || paid === undefined || status !== "done" || endedAt === null) continue;
    // Past the pivot it waits for a person, who comes within twenty minutes.
    if (endedAt > Math.max(paid.at, troubleMillis) + soonMillis + 1_200_000)
      say(
        "a saga goes on soon",
        `${facts}: ended ${Math.round((endedAt - paid.at) / 1000)} s after the money came`,
      );
  }
}

function answers({ wishes }: Scenario, say: Say): void {
  for (const { asked } of wishes) {
    const different = new Set(asked.answers.map((answer) => JSON.stringify(answer)));
    if (different.size > 1) say("one key, one answer", `${asked.key}: ${[...different].join(" and ")}`);
    if (asked.cameBack && different.size === 0) say("one key, one answer", `${asked.key} has no answer`);
  }
}

function feed(store: Store, say: Say): void {
  const tell = (what: string) => say("a feed is dense and complete", `${store.name}: ${what}`);
  const seen = new Set<string>();
  const versions = new Map<string, number>();
  store.feed.forEach(({ offset, id, streamId, version }, index) => {
    if (offset !== index + 1) tell(`offset ${offset} stands at place ${index + 1}`);
    if (seen.has(id)) tell(`${id} has two numbers`);
    seen.add(id);
    if (version <= (versions.get(streamId) ?? 0))
      say("a feed keeps its streams' order", `${store.name}: ${streamId} is out of order at ${version}`);
    versions.set(streamId, version);
  });
  for (const { id, type } of store.committed) if (!seen.has(id)) tell(`${type} ${id} is not in the feed`);
}

function twoPhases({ portal: { stores }, handOvers, handedOver }: Scenario, say: Say): void {
  const { customer, payment } = stores;
  for (const { name, prepared } of [customer, payment]) {
    if (prepared.size > 0) say("nothing is left prepared", `${name}: ${[...prepared.keys()]}`);
  }
  for (const orderId of handOvers) {
    const [custody, ledger] = [
      customer.rows.get(`custody/${orderId}`),
      payment.rows.get(`ledger/${orderId}`),
    ];
    if (custody !== ledger)
      say("parts of a two-phase commit agree", `${orderId}: custody ${custody}, ledger ${ledger}`);
    if (handedOver.has(orderId) && (custody === undefined || ledger === undefined))
      say("the log is obeyed", `${orderId} was handed over, and is not`);
  }
  for (const [, { id, state, ended }] of payment.rowsOf<TwoPhase>("two-phase/")) {
    if (!ended) say("the log is obeyed", `${id} is left ${state}`);
    for (const { name, rows } of [customer, payment]) {
      const outcome = rows.get(`outcomes/${id}`);
      const obeyed = outcome === state || (state === "aborted" && outcome === undefined);
      if (!obeyed) say("the log is obeyed", `${id} is ${state}, and ${outcome} in ${name}`);
    }
  }
}

function effects({ portal: { stores } }: Scenario, say: Say): void {
  const of = (context: ContextName) => stores[context];
  for (const consumer of modelConsumers) {
    const store = of(consumer.context);
    if (lettersOf(store, consumer.name).length > 0) say("no letter is left", consumer.name);
    const wanted = new Map<string, string[]>();
    for (const event of of(consumer.source).feed) {
      if (interestIn(consumer.types, event) === "ignored") continue;
      wanted.set(event.streamId, [...(wanted.get(event.streamId) ?? []), event.id]);
    }
    for (const [streamId, ids] of wanted) {
      const had = (store.rows.get(`effects/${consumer.name}/${streamId}`) as string[] | undefined) ?? [];
      if (had.join() === ids.join()) continue;
      say(
        "an event has one effect, in the feed's order",
        `${consumer.name}, ${streamId}: ${had} instead of ${ids}`,
      );
    }
  }
}
