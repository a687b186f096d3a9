import { existsSync, readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { checkIns, customers, workOrders } from "@/db/schema/customer";
import { hexBytes, insertRows, isoTime } from "@/db/seed/bulk";
import { DEVICES } from "@/db/seed/catalogue/devices";
import { FAULTS } from "@/db/seed/catalogue/faults";
import { type Center, generateCenters } from "@/db/seed/geo/centers";
import { referenceOf } from "@/db/seed/history/orders";
import { wordsIn } from "@/db/seed/history/words";
import { makeCustomer, type SeededCustomer } from "@/db/seed/people/customers";
import { createRandom, type Random } from "@/db/seed/random";
import { repairsIn } from "@/db/seed/repairs/repair-rows";
import { writeDevicesAndFaults } from "@/db/seed/write/catalogue";
import { writeSearchRows } from "@/server/contexts/customer/projections/order-search/write-rows";
import { newWrappedKey, seal, unwrapKey } from "@/server/platform/crypto";

export interface BenchOrder {
  id: string;
  reference: string;
  center: string;
  name: string;
  phone: string | null;
  serial: string | null;
  device: string;
  description: string;
}

const batch = 2_000;
const repairsFile = process.env.REPAIRS_FILE ?? "../shared/data/repairs/open-repair-computing.csv";
const day = 86_400_000;
const newest = Date.parse("2026-11-02T08:00:00Z");

/** Orders of all the network's centres over four years, with their search rows; two in a hundred are open. */
export async function insertOrders(count: number, say: (line: string) => void): Promise<BenchOrder[]> {
  const random = createRandom("order-search");
  const centers = generateCenters("bench");
  const texts = await descriptions(say);
  const db = await database("customer");
  await db.write((tx) => writeDevicesAndFaults(tx));
  const orders: BenchOrder[] = [];
  let people: Person[] = [];
  for (let from = 0; from < count; from += batch) {
    const fresh = Array.from({ length: (batch * 3) / 5 }, (_, n) => newPerson(random, centers, from + n));
    people = [...people.slice(-batch), ...fresh];
    const part = Array.from({ length: batch }, (_, n) => orderOf(random, people, texts, from + n, count));
    await db.write(async (tx) => {
      await insertRows(
        tx,
        customers,
        fresh.map(({ person, wrapped }) => ({
          ...person,
          emailSearch: person.email,
          dataKey: hexBytes(wrapped),
          createdAt: isoTime(person.createdAt),
        })),
      );
      await insertRows(
        tx,
        workOrders,
        part.map(({ row }) => row),
      );
      await insertRows(
        tx,
        checkIns,
        part.flatMap(({ checkIn }) => checkIn ?? []),
      );
      await writeSearchRows(
        tx,
        part.map(({ order }) => order.id),
        sql`customer.order_search`,
      );
    });
    orders.push(...part.map(({ order }) => order));
  }
  return orders;
}

interface Person {
  person: SeededCustomer;
  center: Center;
  wrapped: Uint8Array;
}

function newPerson(random: Random, centers: readonly Center[], number: number): Person {
  const center = random.pick(centers);
  const person = makeCustomer(random, center, newest - 4 * 365 * day, number);
  // Numbers kept for fiction are few; these are as many as there are people.
  const phone =
    person.phone &&
    `+32 4${random.int(10, 99)} ${random.int(10, 99)} ${random.int(10, 99)} ${random.int(10, 99)}`;
  return { person: { ...person, phone }, center, wrapped: newWrappedKey() };
}

function orderOf(
  random: Random,
  people: readonly Person[],
  texts: readonly string[],
  number: number,
  count: number,
) {
  const { person, center, wrapped } = random.pick(people);
  const device = random.weighted(DEVICES, ({ share }) => share);
  const fault = random.pick(FAULTS.filter(({ deviceKind }) => deviceKind === device.kind));
  const at = newest - Math.round(((count - number) / count) * 4 * 365 * day);
  const id = random.uuid(at);
  const reference = referenceOf(number);
  const description = random.pick(texts);
  const serial = random.chance(0.5) ? serialOf(random) : null;
  const key = unwrapKey(wrapped);
  const isOpen = number > count * 0.98;
  const order: BenchOrder = {
    id,
    reference,
    center: center.id,
    name: person.name,
    phone: person.phone,
    serial,
    device: `${device.brand} ${device.model}`,
    description,
  };
  const row = {
    id,
    reference,
    version: 2,
    status: isOpen ? "received" : "closed",
    customerId: person.id,
    deviceModelId: device.id,
    faultId: fault.id,
    serviceCenterId: center.id,
    method: "drop_off",
    slotStart: isoTime(at),
    slotEnd: isoTime(at),
    promisedBy: isoTime(at + day),
    description: hexBytes(seal(key, description)),
    estimateLowMinor: 1,
    estimateHighMinor: 1,
    currency: "EUR",
    part: "none",
    linkVersion: 1,
    trackingHash: hexBytes(Buffer.from(id.replaceAll("-", ""), "hex")),
    closedAt: isOpen ? null : isoTime(at + day),
    createdAt: isoTime(at),
    updatedAt: isoTime(at),
  };
  const checkIn =
    serial === null
      ? undefined
      : {
          workOrderId: id,
          condition: hexBytes(seal(key, "As new.")),
          accessories: [],
          serial: hexBytes(seal(key, serial)),
          receivedAt: isoTime(at),
          receivedBy: "system",
        };
  return { order, row, checkIn };
}

function serialOf(random: Random): string {
  const letters = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  return (
    Array.from({ length: 11 }, () => letters[random.int(0, letters.length - 1)]).join("") + random.int(0, 9)
  );
}

/** Real faults in three languages where the Open Repair data is at hand. */
async function descriptions(say: (line: string) => void): Promise<string[]> {
  if (!existsSync(repairsFile)) {
    say(`${repairsFile} is not there: descriptions are the demo's own twelve`);
    return (["en", "de", "fr"] as const).flatMap((locale) => [...wordsIn(locale).descriptions]);
  }
  const found: string[] = [];
  for await (const row of repairsIn(readFileSync(repairsFile))) {
    if ("repair" in row && row.repair.problem !== "") found.push(row.repair.problem);
  }
  return found;
}
