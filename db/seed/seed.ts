import { sql } from "drizzle-orm";
import { type Database, rows, type Tx } from "@/db/client";
import { logOf } from "@/db/schema/logs";
import { facts } from "@/db/schema/platform";
import type { SchemaName } from "@/server/kernel/context-name";
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
import { type WritableOrder, writeOrders, writeSlots } from "./write/orders";
import { writeDemoAccounts } from "./write/platform";

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
  await of("inventory").write((tx) => writeStock(tx, network));
  await of("payment").write((tx) => writePrices(tx));
  await of("customer").write(async (tx) => {
    await writeDevicesAndFaults(tx);
    await writeCenterCopies(tx, network);
  });
  onProgress("devices, parts and prices");
  await writeHistory(options, network, cutoff, figures);
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
  await of("customer").write((tx) => makePartitions(tx, network.firstDay));
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
  await of("location").write((tx) => writeSlots(tx, open));
  onProgress(
    `${figures.orders.toLocaleString("en")} orders, ${open.length.toLocaleString("en")} of them open or ahead`,
  );
  await of("customer").write((tx) => numberEvents(tx));
  onProgress(`${figures.events.toLocaleString("en")} events`);
}

/** Months before today's partitions, when the anchor lies in the past. */
async function makePartitions(tx: Tx, firstDay: string): Promise<void> {
  await tx.execute(sql`
    select customer.ensure_event_partition((date_trunc('month', ${firstDay}::date) + make_interval(months => n))::date)
      from generate_series(-1, 27) as n`);
}

/** Numbers the seeded events as the relay does, all at once, and lets consumers begin behind them. */
async function numberEvents(tx: Tx): Promise<void> {
  const { events, eventFeed } = logOf("customer");
  await tx.execute(sql`
    insert into ${eventFeed} (feed_offset, event_id, recorded_at, transaction_id, position)
    select row_number() over (order by transaction_id, position), id, recorded_at, transaction_id, position
      from ${events}`);
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
