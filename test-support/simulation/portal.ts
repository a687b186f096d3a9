import { type ContextName, contextNames } from "@/server/kernel/context-name";
import type { bookARepair } from "@/server/sagas/book-a-repair";
import { eventVerbs } from "./consumers";
import { customerVerbs } from "./customer";
import type { takeADeposit } from "./deposit-saga";
import { Doors } from "./doors";
import { inventoryVerbs } from "./inventory";
import { locationVerbs } from "./location";
import { Network } from "./network";
import { type Outside, paymentVerbs } from "./payment";
import { Store } from "./store";
import { custodyVerbs, handOverVerbs } from "./two-phase";
import type { Process, World } from "./world";

/** The sagas that run, so that a fault can be planted in one. */
export interface Sagas {
  bookARepair: typeof bookARepair;
  takeADeposit: typeof takeADeposit;
}

const portals = new WeakMap<World, Portal>();

/** The portal of a world: for code that knows no more than which process runs it. */
export function portalOf(world: World): Portal {
  const portal = portals.get(world);
  if (portal === undefined) throw new Error("this world has no portal");
  return portal;
}

/** The four contexts, each with a database, and the network between them. */
export class Portal {
  readonly network: Network;
  readonly doors: Doors;
  readonly stores: Readonly<Record<ContextName, Store>>;

  constructor(
    readonly world: World,
    readonly sagas: Sagas,
    readonly outside: Outside,
  ) {
    portals.set(world, this);
    this.network = new Network(world);
    const customer = new Store(world, "customer");
    const location = new Store(world, "location");
    const payment = new Store(world, "payment");
    const inventory = new Store(world, "inventory");
    this.stores = { customer, location, payment, inventory };
    this.doors = new Doors(this.network, {
      customer: { ...customerVerbs(customer, sagas), ...custodyVerbs(customer), ...eventVerbs(customer) },
      location: { ...locationVerbs(location), ...eventVerbs(location) },
      payment: { ...paymentVerbs(payment, outside), ...handOverVerbs(payment), ...eventVerbs(payment) },
      inventory: { ...inventoryVerbs(inventory), ...eventVerbs(inventory) },
    });
  }

  start(name: string, serves: ContextName | undefined): Process {
    const process: Process = { world: this.world, name, serves, dead: false, stalledUntil: 0 };
    if (serves !== undefined) this.network.processes.push(process);
    return process;
  }

  kill(process: Process): void {
    this.world.tell(() => `${process.name} is killed`);
    process.dead = true;
    this.network.processes.splice(this.network.processes.indexOf(process), 1);
    for (const name of contextNames) this.stores[name].forget(process);
  }
}
