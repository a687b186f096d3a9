import { workOrderOf } from "@/server/contexts/customer/contract/work-order-events";
import type { ContextName } from "@/server/kernel/context-name";
import { interestIn } from "@/server/platform/consumer-interest";
import { isPassingFault } from "@/server/platform/database-errors";
import type { Verbs } from "./doors";
import { releaseForGood } from "./inventory";
import { freeSlotOf } from "./location";
import type { FedEvent, Store, Transaction } from "./store";
import { takeOrderBack } from "./taken-back";
import { sleep } from "./world";

export interface ModelConsumer {
  name: string;
  context: ContextName;
  source: ContextName;
  types?: readonly string[];
  handle(tx: Transaction, event: FedEvent): Promise<void>;
}

export interface Letter {
  event: FedEvent;
  waiting: boolean;
  retry: boolean;
}

/** As the contexts' own consumers of cancelled orders, and one that keeps account of every event; some poison it while there is trouble. */
export const modelConsumers: readonly ModelConsumer[] = [
  {
    name: "location.slots-of-cancelled-orders",
    context: "location",
    source: "customer",
    types: ["work_order.cancelled.v1"],
    async handle(tx, event) {
      await freeSlotOf(tx, workOrderOf(event.streamId));
      await keepAccount(tx, this.name, event);
    },
  },
  {
    name: "inventory.parts-of-cancelled-orders",
    context: "inventory",
    source: "customer",
    types: ["work_order.cancelled.v1"],
    async handle(tx, event) {
      await releaseForGood(tx, workOrderOf(event.streamId));
      await keepAccount(tx, this.name, event);
    },
  },
  {
    name: "payment.deposits-of-cancelled-orders",
    context: "payment",
    source: "customer",
    types: ["work_order.cancelled.v1"],
    async handle(tx, event) {
      const unheard = tx.store.world.faults.has("cancellation_not_heard");
      if (!unheard) await takeOrderBack(tx, workOrderOf(event.streamId));
      await keepAccount(tx, this.name, event);
    },
  },
  {
    name: "payment.account-of-orders",
    context: "payment",
    source: "customer",
    async handle(tx, event) {
      const { world } = tx.store;
      const poisons = (event.position + world.seed) % 5 === 0;
      if (poisons && world.troubled) throw new Error("poison");
      await keepAccount(tx, this.name, event);
    },
  },
];

async function keepAccount(tx: Transaction, name: string, { id, streamId }: FedEvent): Promise<void> {
  const key = `effects/${name}/${streamId}`;
  const before = (await tx.lock<readonly string[]>(key)) ?? [];
  tx.put(key, [...before, id]);
}

/** As `<context>.events.after`: what has its number, in its order. */
export function eventVerbs(store: Store): Verbs {
  return {
    async "events.after"({ offset, limit }) {
      await store.roundTrip();
      const after = Number(offset);
      return { events: store.feed.filter((event) => event.offset > after).slice(0, Number(limit)) };
    },
  };
}

const together = 3;
const mostAttempts = 3;

export function offsetOf(store: Store, { name }: ModelConsumer): number {
  return (store.rows.get(`consumers/${name}`) as number | undefined) ?? 0;
}

/** As consumeAll() in server/platform/consumer.ts. */
export async function consumeAll(store: Store, consumer: ModelConsumer, events: readonly FedEvent[]) {
  const wanted = events.filter((event) => interestIn(consumer.types, event) !== "ignored");
  const end = events.at(-1)?.offset ?? 0;
  const { world } = store;
  if (world.faults.has("offset_before_the_effect")) await store.write((tx) => holdAndMove(tx, consumer, end));
  for (let at = 0; at < wanted.length; at += together) {
    const some = wanted.slice(at, at + together);
    const upTo = at + together >= wanted.length ? end : (some.at(-1)?.offset ?? 0);
    try {
      await consumeTogether(store, consumer, some, upTo);
    } catch (error) {
      if (isPassingFault(error)) throw error;
      for (const event of some) await consume(store, consumer, event);
    }
  }
  if (wanted.length === 0 && end > 0) await store.write((tx) => holdAndMove(tx, consumer, end));
}

async function consume(store: Store, consumer: ModelConsumer, event: FedEvent): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await consumeTogether(store, consumer, [event], event.offset);
    } catch (error) {
      if (isPassingFault(error)) throw error;
      if (attempt === mostAttempts) return bury(store, consumer, event);
      await sleep(100 * attempt);
    }
  }
}

/** Inbox rows, effects and the new offset commit together, or none of them. */
async function consumeTogether(
  store: Store,
  consumer: ModelConsumer,
  events: readonly FedEvent[],
  upTo: number,
): Promise<void> {
  const { faults } = store.world;
  const apart = faults.has("inbox_beside_the_effect")
    ? await store.write((tx) => takePlaces(tx, consumer, events))
    : undefined;
  await store.write(async (tx) => {
    if (!faults.has("inbox_not_written")) await holdAndMove(tx, consumer, upTo);
    const places = apart ?? (await takePlaces(tx, consumer, events));
    for (const event of events) {
      const place = places.get(event.id);
      if (place === "waiting") await setAside(tx, consumer, event, true);
      if (place === "first") await consumer.handle(tx, event);
    }
    if (faults.has("inbox_not_written")) await holdAndMove(tx, consumer, upTo);
  });
}

/** The consumer's row is held by it: whoever handles its events does so alone. */
async function holdAndMove(tx: Transaction, { name }: ModelConsumer, offset: number): Promise<void> {
  const before = (await tx.lock<number>(`consumers/${name}`)) ?? 0;
  tx.put(`consumers/${name}`, Math.max(before, offset));
}

type Place = "first" | "seen" | "waiting";

async function takePlaces(tx: Transaction, { name }: ModelConsumer, events: readonly FedEvent[]) {
  const { faults } = tx.store.world;
  const waiting = new Set<string>();
  for (const [, { event }] of lettersOf(tx.store, name)) waiting.add(event.streamId);
  const places = new Map<string, Place>();
  await tx.store.roundTrip();
  for (const { id, streamId } of events) {
    const key = `inbox/${name}/${id}`;
    const before = await tx.hold(key);
    if (before !== undefined && !faults.has("inbox_not_written")) places.set(id, "seen");
    else if (waiting.has(streamId) && !faults.has("dead_letter_overtaken")) places.set(id, "waiting");
    else {
      tx.put(key, true);
      places.set(id, "first");
    }
  }
  return places;
}

export function lettersOf(store: Store, consumer: string): [string, Letter][] {
  return [...store.rowsOf<Letter>(`letters/${consumer}/`)];
}

async function setAside(tx: Transaction, { name }: ModelConsumer, event: FedEvent, waiting: boolean) {
  tx.store.world.tell(() => `${name} sets ${event.type} of ${event.streamId} aside`);
  await tx.set(`inbox/${name}/${event.id}`, undefined);
  if (tx.store.world.faults.has("dead_letter_lost")) return;
  await tx.insert(`letters/${name}/${event.id}`, { event, waiting, retry: false } satisfies Letter);
}

async function bury(store: Store, consumer: ModelConsumer, event: FedEvent): Promise<void> {
  await store.write(async (tx) => {
    await holdAndMove(tx, consumer, event.offset);
    const place = (await takePlaces(tx, consumer, [event])).get(event.id);
    if (place !== "seen") await setAside(tx, consumer, event, place === "waiting");
  });
}

/** Takes letters that somebody asked for again, each stream's in order, as retryLetters(). */
export async function retryLetters(store: Store, consumer: ModelConsumer): Promise<void> {
  const asked = lettersOf(store, consumer.name).filter(([, letter]) => letter.retry);
  for (const streamId of new Set(asked.map(([, { event }]) => event.streamId))) {
    while (await retryHead(store, consumer, streamId));
  }
}

async function retryHead(store: Store, consumer: ModelConsumer, streamId: string): Promise<boolean> {
  try {
    return await store.write(async (tx) => {
      await holdAndMove(tx, consumer, 0);
      const head = lettersOf(store, consumer.name)
        .filter(([, { event }]) => event.streamId === streamId)
        .sort(([, a], [, b]) => a.event.offset - b.event.offset)[0];
      if (head === undefined) return false;
      const [key, { event }] = head;
      if (await tx.insert(`inbox/${consumer.name}/${event.id}`, true)) await consumer.handle(tx, event);
      await tx.set(key, undefined);
      return true;
    });
  } catch (error) {
    if (isPassingFault(error)) throw error;
    await store.write((tx) => askForRetry(tx, consumer.name, streamId, false));
    return false;
  }
}

export async function askForRetry(tx: Transaction, consumer: string, streamId: string, retry: boolean) {
  for (const [key, { event }] of lettersOf(tx.store, consumer)) {
    if (event.streamId !== streamId) continue;
    const letter = await tx.lock<Letter>(key);
    if (letter !== undefined) tx.put(key, { ...letter, retry });
  }
}
