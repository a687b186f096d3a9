import type { ContextName } from "@/server/kernel/context-name";
import { resumeSagas, type Saga, type SagaContext } from "@/server/platform/sagas";
import { rescheduleARepair } from "@/server/sagas/reschedule-a-repair";
import {
  consumeAll,
  lettersOf,
  type ModelConsumer,
  modelConsumers,
  offsetOf,
  retryLetters,
} from "./consumers";
import { Loop } from "./loop";
import { giveBackLate, lateDeposits } from "./payment";
import type { Portal } from "./portal";
import { numberEvents } from "./relay";
import type { KeptSaga } from "./saga-io";
import type { FedEvent, Store } from "./store";
import { recover, resolvePrepared, unfinished } from "./two-phase";
import type { Process } from "./world";

/** What runs beside a context's front door: relay, consumers, and in Customer the look for sagas. */
export function startWorkers(portal: Portal, process: Process, context: ContextName): void {
  relay(portal, process, context);
  for (const consumer of modelConsumers) {
    if (consumer.context === context) follow(portal, process, consumer);
  }
  if (context === "customer") lookForSagas(portal, process);
  if (context === "payment") lookForLateMoney(portal, process);
  if (context === "customer" || context === "payment") endTwoPhases(portal, process, context);
}

const otherProcessMillis = 250;

function relay(portal: Portal, process: Process, context: ContextName): void {
  const store = portal.stores[context];
  const loop = new Loop(process, otherProcessMillis, () => numberEvents(store));
  const kick = () => {
    if (store.committed.length > store.feed.length)
      loop.kick(portal.world.chance.next() * otherProcessMillis);
  };
  store.onEnded.push(kick);
  kick();
}

const batch = 5;

function follow(portal: Portal, process: Process, consumer: ModelConsumer): void {
  const { world } = portal;
  const store = portal.stores[consumer.context];
  const source = portal.stores[consumer.source];
  const isBehind = () => offsetOf(store, consumer) < (source.feed.at(-1)?.offset ?? 0);
  const events = new Loop(process, 1_000, async () => {
    await store.roundTrip();
    const after = { offset: offsetOf(store, consumer), limit: batch };
    const caller = callerOf(consumer.name);
    const answer: unknown = await portal.doors.contextsFor(caller)[consumer.source].events.after.query(after);
    await consumeAll(store, consumer, (answer as { events: FedEvent[] }).events);
    return isBehind();
  });
  const letters = new Loop(process, 1_000, async () => {
    await retryLetters(store, consumer);
    return false;
  });
  const kick = () => {
    if (isBehind()) events.kick(world.chance.next() * 50);
  };
  source.onNumbered.push(kick);
  store.onEnded.push(() => {
    if (lettersOf(store, consumer.name).some(([, { retry }]) => retry))
      letters.kick(world.chance.next() * 1_000);
  });
  kick();
}

const regularLookMillis = 5_000;

function lookForSagas(portal: Portal, process: Process): void {
  const { world } = portal;
  const store = portal.stores.customer;
  const sagas: readonly Saga<object>[] = [
    portal.sagas.bookARepair,
    rescheduleARepair,
    portal.sagas.takeADeposit,
  ];
  const phase = world.chance.next() * regularLookMillis;
  const contextOf: SagaContext = (saga, actor, correlationId) => ({
    ...portal.doors.context({ ...callerOf(saga.name), actor, correlationId }),
    context: saga.context,
    verb: `customer.saga.${saga.name}`,
  });
  const loop = new Loop(process, regularLookMillis, async () => {
    await resumeSagas("customer", sagas, contextOf);
    kick();
    return false;
  });
  const kick = () => {
    const due = nextDue(store);
    if (due !== undefined) loop.kick(Math.max(0, due - world.now) + phase);
  };
  store.onEnded.push(kick);
  kick();
}

/** When some saga is due: looks before that find nothing, and are left out. */
function nextDue(store: Store): number | undefined {
  let next: number | undefined;
  for (const [, { dueAt }] of store.rowsOf<KeptSaga>("sagas/")) {
    if (dueAt !== null && (next === undefined || dueAt < next)) next = dueAt;
  }
  return next;
}

const lateMoneyLookMillis = 60_000;

function lookForLateMoney(portal: Portal, process: Process): void {
  const store = portal.stores.payment;
  const loop = new Loop(process, lateMoneyLookMillis, async () => {
    await giveBackLate(store, portal.outside.asked);
    return lateDeposits(store).length > 0;
  });
  // Whoever heard of a cancellation hurries the look; that may be missed, and then it is the one of every minute.
  const kick = () => {
    const { length } = lateDeposits(store);
    if (length > 0) loop.kick(portal.world.chance.happens(0.7) ? 500 : lateMoneyLookMillis);
  };
  store.onEnded.push(kick);
  kick();
}

const twoPhaseLookMillis = 2_000;

function endTwoPhases(portal: Portal, process: Process, context: ContextName): void {
  const store = portal.stores[context];
  const verb = `${context}.worker.twoPhase`;
  const ctx = () => ({ ...portal.doors.context(callerOf(verb)), context, verb });
  const loop = new Loop(process, twoPhaseLookMillis, async () => {
    const left = context === "payment" && (await recover(store, ctx()));
    return (await resolvePrepared(store, ctx())) || left;
  });
  const kick = () => {
    if (store.prepared.size > 0 || (context === "payment" && unfinished(store)))
      loop.kick(twoPhaseLookMillis);
  };
  store.onEnded.push(kick);
  kick();
}

function callerOf(name: string) {
  const actor = { kind: "service", context: "customer", onBehalfOf: { kind: "system" } } as const;
  return { actor, clientKey: name, correlationId: name, locale: "en" };
}
