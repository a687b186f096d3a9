import { type ContextName, contextNames } from "@/server/kernel/context-name";
import { askForRetry, lettersOf, modelConsumers } from "./consumers";
import { type Asked, askAsACustomer, askInQuiet } from "./customers";
import type { Slot } from "./location";
import { payAtProvider } from "./payment";
import type { Portal } from "./portal";
import { type KeptSaga, resumeStuck } from "./saga-io";
import { startWorkers } from "./workers";
import { inProcess, type Process, sleep } from "./world";

export const troubleMillis = 90_000;
const holdMillis = 10 * 60_000;
/** A person looks at what is stuck once the surroundings work again, and once more. */
const personLooksAt = [troubleMillis + 100_000, troubleMillis + 1_000_000];

export interface Wish {
  asked: Asked;
  input: Record<string, unknown>;
}

/** What the people of a run want, and what goes wrong around them. */
export class Scenario {
  readonly wishes: Wish[] = [];
  /** Deposits whose money will come. */
  readonly paying = new Set<string>();
  readonly handOvers = new Set<string>();
  /** Those that the desk was told of. */
  readonly handedOver = new Set<string>();
  #holds = 0;

  constructor(readonly portal: Portal) {}

  begin(): void {
    const { portal } = this;
    const { world } = portal;
    for (const name of contextNames) {
      for (const number of [1, 2]) this.#start(`${name}-${number}`, name);
    }
    const bookings = world.chance.between(1, 3);
    for (let i = 1; i <= bookings; i++) this.#sometime(20_000, () => this.#book(i));
    const deposits = world.chance.between(0, 2);
    for (let i = 1; i <= deposits; i++) this.#sometime(40_000, () => this.#takeDeposit(i));
    const handOvers = world.chance.between(0, 2);
    for (let i = 1; i <= handOvers; i++) this.#sometime(40_000, () => this.#handOver(`ready-${i}`));
    this.#trouble();
    for (const at of personLooksAt) world.after(at, () => this.#personLooks());
    world.after(troubleMillis + 200_000, () => {
      for (const { asked, input } of this.wishes) askInQuiet(portal, asked, input);
    });
  }

  #start(name: string, context: ContextName): void {
    const process = this.portal.start(name, context);
    inProcess(process, () => startWorkers(this.portal, process, context));
  }

  #sometime(within: number, work: () => void): void {
    this.portal.world.after(this.portal.world.chance.next() * within, work);
  }

  #wish(verb: string, key: string, input: Record<string, unknown>): Asked {
    const asked = askAsACustomer(this.portal, verb, key, input);
    this.wishes.push({ asked, input });
    return asked;
  }

  /** Keeps a slot, as a customer does before booking or moving. */
  #hold(): string {
    const { world, stores } = this.portal;
    const id = `hold-${++this.#holds}`;
    const start = new Date(world.date().getTime() + this.#holds * 86_400_000).toISOString();
    const slot: Slot = { id, status: "held", start, expiresAt: world.now + holdMillis, orderId: null };
    stores.location.rows.set(`slots/${id}`, slot);
    return id;
  }

  #book(number: number): void {
    const { world } = this.portal;
    const holdId = this.#hold();
    const asked = this.#wish("customer.bookings.book", `book-${number}`, {
      holdId,
      deposit: world.chance.happens(0.5),
    });
    // Somebody else has the same slot before their eyes.
    if (world.chance.happens(0.2)) this.#wish("customer.bookings.book", `rival-${number}`, { holdId });
    this.#afterwards(asked, number);
  }

  /** Once it is booked, it may be moved to another time, or cancelled, or both. */
  #afterwards(booked: Asked, number: number): void {
    const { world } = this.portal;
    const moves = world.chance.happens(0.5);
    const cancels = world.chance.happens(0.3);
    // Two who have the same booking before their eyes.
    const movers = [`move-${number}`, ...(world.chance.happens(0.5) ? [`other-move-${number}`] : [])];
    const look = (times: number) => {
      const [first] = booked.answers;
      if (first?.ok === false || times === 0) return;
      if (first === undefined) return world.after(2_000, () => look(times - 1));
      const { orderId } = first.value as { orderId: string };
      const soon = () => world.chance.next() * 15_000;
      const move = (key: string) =>
        this.#wish("customer.bookings.reschedule", key, { orderId, holdId: this.#hold() });
      if (moves) world.after(soon(), () => movers.forEach(move));
      if (cancels)
        world.after(soon(), () => this.#wish("customer.workOrders.cancel", `cancel-${number}`, { orderId }));
    };
    look(30);
  }

  #takeDeposit(number: number): void {
    const { world } = this.portal;
    const id = `deposit-${number}`;
    if (world.chance.happens(0.7)) this.paying.add(id);
    this.#wish("customer.deposits.take", id, {
      id,
      refused: world.chance.happens(0.2),
      declined: world.chance.happens(0.1),
    });
  }

  /** The desk hands a device over against its payment, and tries again where the answer stays away. */
  #handOver(orderId: string): void {
    const { world, doors } = this.portal;
    const caller = {
      actor: { kind: "system" },
      clientKey: "desk",
      correlationId: orderId,
      locale: "en",
    } as const;
    const desk = this.portal.start(`desk of ${orderId}`, undefined);
    const settle = async () => {
      for (let attempt = 1; attempt <= 3; attempt++) {
        // A verb of the model.
        const { payment } = doors.contextsFor(caller) as unknown as {
          payment: { handOvers: { settle: { mutate(input: object): Promise<unknown> } } };
        };
        const told = await payment.handOvers.settle.mutate({ orderId }).then(
          () => true,
          () => false,
        );
        if (told) this.handedOver.add(orderId);
        if (told) return;
        await sleep(world.chance.next() * 10_000);
      }
    };
    this.handOvers.add(orderId);
    inProcess(desk, settle);
    if (world.chance.happens(0.3)) world.after(world.chance.next() * 3_000, () => inProcess(desk, settle));
  }

  /** The provider's message that the money is there; repeated until it is taken. */
  charged(id: string): void {
    if (!this.paying.has(id.split("/")[0] ?? "")) return;
    const { world, doors } = this.portal;
    const provider = this.portal.start("provider", undefined);
    const caller = {
      actor: { kind: "system" },
      clientKey: "provider",
      correlationId: id,
      locale: "en",
    } as const;
    const tell = () =>
      inProcess(provider, () => {
        const { customer } = doors.contextsFor(caller) as unknown as {
          customer: { deposits: { paid: { mutate(input: object): Promise<unknown> } } };
        };
        customer.deposits.paid.mutate({ id }).catch(() => world.after(3_000, tell));
      });
    world.after(world.chance.next() * (world.chance.happens(0.5) ? 15 : 1_000), tell);
  }

  /** A customer pays a booking's deposit sooner or later, or never; the provider says so until it is taken. */
  asked(orderId: string): void {
    const { world, doors, stores } = this.portal;
    if (world.chance.happens(0.3)) return;
    const provider = this.portal.start("provider", undefined);
    const caller = {
      actor: { kind: "system" },
      clientKey: "provider",
      correlationId: orderId,
      locale: "en",
    } as const;
    const tell = () =>
      inProcess(provider, () => {
        const { payment } = doors.contextsFor(caller) as unknown as {
          payment: { webhooks: { receive: { mutate(input: object): Promise<unknown> } } };
        };
        payment.webhooks.receive.mutate({ orderId }).catch(() => world.after(3_000, tell));
      });
    world.after(world.chance.next() * 60_000, () => {
      if (payAtProvider(stores.payment, orderId)) world.after(world.chance.next() * 1_000, tell);
    });
  }

  #trouble(): void {
    const { portal } = this;
    const { world, network, stores } = portal;
    const some = (most: number, work: () => void) => {
      for (let i = world.chance.between(0, most); i > 0; i--) this.#sometime(troubleMillis * 0.8, work);
    };
    const context = () => contextNames[world.chance.between(0, contextNames.length - 1)] ?? "customer";
    world.mishap = (process) => {
      if (process.serves === undefined) return;
      if (world.chance.happens(0.4)) this.#kill(process);
      else this.#still(process);
    };
    some(2, () => this.#kill(network.processes[world.chance.between(0, network.processes.length - 1)]));
    some(2, () => network.cutOff(context(), world.chance.next() * 30_000));
    some(2, () => {
      const store = stores[context()];
      store.awayUntil = world.now + world.chance.next() * 8_000;
      world.tell(() => `the database of ${store.name} is away`);
    });
    world.after(troubleMillis, () => {
      world.tell(() => "the trouble is over");
      world.troubled = false;
    });
  }

  #still(process: Process): void {
    const { world } = this.portal;
    process.stalledUntil = world.now + world.chance.next() * 40_000;
    world.tell(() => `${process.name} stands still until ${Math.round(process.stalledUntil / 1000)} s`);
  }

  #kill(process: Process | undefined): void {
    const { world } = this.portal;
    if (process === undefined || process.dead) return;
    const { name, serves } = process;
    this.portal.kill(process);
    const context = contextNames.find((one) => one === serves);
    if (context !== undefined)
      world.after(100 + world.chance.next() * 10_000, () => this.#start(name, context));
  }

  /** Someone on duty: resumes what is stuck, and asks for the dead letters again. */
  #personLooks(): void {
    const { stores } = this.portal;
    const person = this.portal.start("person", undefined);
    inProcess(person, () => {
      for (const [, { id, stuck }] of stores.customer.rowsOf<KeptSaga>("sagas/")) {
        if (stuck) resumeStuck(stores.customer, id);
      }
      for (const { name, context } of modelConsumers) {
        const store = stores[context];
        const streams = new Set(lettersOf(store, name).map(([, { event }]) => event.streamId));
        for (const streamId of streams) store.write((tx) => askForRetry(tx, name, streamId, true));
      }
    });
  }
}
