import { sql } from "drizzle-orm";
import { type Database, rows, type Tx } from "@/db/client";
import { facts } from "@/db/schema/platform";
import type { ContextName, SchemaName } from "@/server/kernel/context-name";
import { addDays } from "@/server/kernel/time";
import { createLedger } from "./history/ledger";
import { openOrders } from "./history/open-orders";
import { pastOrders } from "./history/past-orders";
import { generateNetwork, type Network } from "./network";
import { writeDevicesAndFaults, writePrices, writeStock } from "./write/catalogue";
import {
  writeCenterCopies,
  writeCenters,
  writeCoverage,
  writePeople,
  writePlaces,
  writeUnmetLookups,
} from "./write/location";
import { writeSlotEvents } from "./write/location-events";
import { beginBehind, makePartitions, numberEvents, type SeededConsumer } from "./write/log";
import { type WritableOrder, writeOrders, writeSlots } from "./write/orders";
import { writeDemoAccounts } from "./write/platform";
import { writePurchases, writeWaiting } from "./write/purchases";

export type SeedOptions = {
  /** The schema's database, in its runtime role. */
  of: (schema: SchemaName) => Database;
  /** `YYYY-MM-DD`: shifts and bookings roll forward from here. */
  anchorDay: string;
  seed: string;
  /** Times 20,000 orders. */
  scale: number;
  /** Demo staff accounts: in demo mode only. */
  withAccounts: boolean;
  /** Who follows the contexts' events. */
  consumers: readonly SeededConsumer[];
  onProgress: (line: string) => void;
};

export type SeedFigures = {
  centers: number;
  technicians: number;
  areas: number;
  places: number;
  orders: number;
  events: number;
};

/** The contexts whose rows the seed writes with events. */
const WITH_EVENTS = ["customer", "location", "inventory"] as const;
const PAST_ORDERS = 18_000;
const ORDERS_A_BATCH = 2_000;
/** What has happened by then is history; everything later is still ahead. */
const CUTOFF_CLOCK = "T05:00:00Z";

/** Fills an empty, migrated database with the demo network. Throws when something is there already. */
export async function seedDemoNetwork(options: SeedOptions): Promise<SeedFigures> {
  const { of, anchorDay, onProgress } = options;
  const network = generateNetwork(options.seed, anchorDay);
  const cutoff = Date.parse(anchorDay + CUTOFF_CLOCK);
  await of("platform").write((tx) => startSeeding(tx, options));
  const figures: SeedFigures = {
    centers: network.centers.length,
    technicians: 0,
    areas: 0,
    places: 0,
    orders: 0,
    events: 0,
  };

  for (const context of WITH_EVENTS) {
    const [firstDay, months] =
      context === "inventory" ? [addDays(anchorDay, -90), 6] : [network.firstDay, 28];
    await of(context).write((tx) => makePartitions(tx, context, firstDay, months));
  }
  await of("location").write(async (tx) => {
    await writeCenters(tx, network);
    figures.technicians = await writePeople(tx, network);
    onProgress(`${figures.centers} service centres, ${figures.technicians} technicians`);
    figures.areas = await writeCoverage(tx, network);
    onProgress(`${figures.areas} coverage areas`);
    figures.places = await writePlaces(tx);
    onProgress(`${figures.places.toLocaleString("en")} places`);
    await writeUnmetLookups(tx, network);
  });
  await of("inventory").write(async (tx) => {
    await writeStock(tx, network);
    await writePurchases(tx, cutoff);
  });
  await of("payment").write((tx) => writePrices(tx));
  await of("customer").write(async (tx) => {
    await writeDevicesAndFaults(tx);
    await writeCenterCopies(tx, network);
  });
  onProgress("devices, parts and prices");
  await writeHistory(options, network, cutoff, figures);
  const ends = new Map<ContextName, number>();
  for (const context of WITH_EVENTS) {
    ends.set(context, await of(context).write((tx) => numberEvents(tx, context)));
  }
  await beginBehind(of, options.consumers, ends);
  if (options.withAccounts) {
    await of("platform").write((tx) => writeDemoAccounts(tx, new Date(cutoff).toISOString()));
  }
  await of("platform").write((tx) => finishSeeding(tx, options, figures));
  return figures;
}

async function writeHistory(
  options: SeedOptions,
  network: Network,
  cutoff: number,
  figures: SeedFigures,
): Promise<void> {
  const { of, onProgress } = options;
  const ledger = createLedger(network);
  let batch: WritableOrder[] = [];
  const flush = async () => {
    const orders = batch;
    batch = [];
    await of("customer").write((tx) => writeOrders(tx, orders));
    figures.orders += orders.length;
    figures.events += orders.reduce((sum, { order }) => sum + order.events.length, 0);
  };
  for (const order of pastOrders(network, ledger, PAST_ORDERS * options.scale, cutoff)) {
    batch.push({ order });
    if (batch.length < ORDERS_A_BATCH) continue;
    await flush();
    if (figures.orders % (ORDERS_A_BATCH * 3) === 0)
      onProgress(`${figures.orders.toLocaleString("en")} past orders`);
  }
  const open = [...openOrders(network, ledger, cutoff)];
  batch.push(...open);
  await flush();
  const technicians = new Set(network.centers.flatMap(({ staff }) => staff.technicians.map(({ id }) => id)));
  await of("location").write(async (tx) => {
    await writeSlots(tx, open);
    await writeSlotEvents(tx, open, technicians);
  });
  await of("inventory").write((tx) => writeWaiting(tx, options.seed, open));
  onProgress(
    `${figures.orders.toLocaleString("en")} orders, ${open.length.toLocaleString("en")} of them open or ahead`,
  );
  onProgress(`${figures.events.toLocaleString("en")} events`);
}

async function startSeeding(tx: Tx, { seed, anchorDay, scale }: SeedOptions): Promise<void> {
  const [known] = await rows<{ value: { state: string } }>(
    tx,
    sql`select value from ${facts} where name = 'seed'`,
  );
  if (known) {
    throw new Error(
      known.value.state === "done"
        ? "The database is already seeded."
        : "A seeding was interrupted here: start again with an empty database.",
    );
  }
  const value = { state: "running", seed, anchorDay, scale };
  await tx.insert(facts).values({ name: "seed", value });
}

async function finishSeeding(
  tx: Tx,
  { seed, anchorDay, scale }: SeedOptions,
  figures: SeedFigures,
): Promise<void> {
  const value = { state: "done", seed, anchorDay, scale, ...figures };
  await tx.update(facts).set({ value }).where(sql`name = 'seed'`);
}
