import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import {
  addresses,
  checkIns,
  custody,
  customerLog,
  customers,
  messages,
  workOrders,
} from "@/db/schema/customer";
import { slots } from "@/db/schema/location";
import { trackingToken } from "@/server/contexts/customer/adapters/tracking-link";
import { workOrderStream } from "@/server/contexts/customer/contract/work-order-events";
import { writeSearchRows } from "@/server/contexts/customer/projections/order-search/write-rows";
import { emailKey } from "@/server/kernel/email";
import { purposeKey, seal, tokenHash } from "@/server/platform/crypto";
import { hexBytes, insertRows, isoTime } from "../bulk";
import type { OpenOrder } from "../history/open-orders";
import type { SeededOrder } from "../history/orders";
import { writeEstimates } from "./estimates";

/** An order ready to be written; open ones carry what the customer said. */
export type WritableOrder = { order: SeededOrder } & Partial<
  Pick<OpenOrder, "description" | "messages" | "condition">
>;

/** A person's own key and what it seals; keys are random, whatever the seed. */
export type Keys = ReadonlyMap<string, Parameters<typeof seal>[0]>;

function newKeys(orders: readonly WritableOrder[]): Map<string, Uint8Array> {
  return new Map(
    orders.flatMap(({ order }) =>
      order.newCustomer ? [[order.newCustomer.id, randomBytes(32)] as const] : [],
    ),
  );
}

async function writeCustomers(
  tx: Tx,
  orders: readonly WritableOrder[],
  keys: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  const wrapping = purposeKey("customer-keys");
  const people = orders.flatMap(({ order }) => order.newCustomer ?? []);
  await insertRows(
    tx,
    customers,
    people.map(({ createdAt, ...person }) => ({
      ...person,
      emailSearch: emailKey(person.email),
      dataKey: hexBytes(seal(wrapping, keys.get(person.id) ?? randomBytes(32))),
      createdAt: isoTime(createdAt),
    })),
  );
  await insertRows(
    tx,
    addresses,
    orders.flatMap(({ order }) => order.newAddress ?? []),
  );
}

function workOrderRow({ order, description }: WritableOrder, keys: Keys) {
  const { newCustomer: _, newAddress: __, events: ___, ...row } = order;
  const key = keys.get(order.customerId);
  return {
    ...row,
    slotStart: isoTime(order.slotStart),
    slotEnd: isoTime(order.slotEnd),
    promisedBy: isoTime(order.promisedBy),
    description: description !== undefined && key ? hexBytes(seal(key, description)) : null,
    linkVersion: 1,
    trackingHash: hexBytes(tokenHash(trackingToken(order.id, 1))),
    createdAt: isoTime(order.createdAt),
    updatedAt: isoTime(order.updatedAt),
    closedAt: order.closedAt === null ? null : isoTime(order.closedAt),
  };
}

async function writeEvents(tx: Tx, orders: readonly WritableOrder[]): Promise<void> {
  await insertRows(
    tx,
    customerLog.streams,
    orders.map(({ order }) => ({ streamId: workOrderStream(order.id), version: order.version })),
  );
  await insertRows(
    tx,
    customerLog.events,
    orders.flatMap(({ order }) =>
      order.events.map(({ id, type, data, actor, at }, index) => ({
        id,
        streamId: workOrderStream(order.id),
        version: index + 1,
        type,
        data,
        actor,
        correlationId: `seed-${order.reference}`,
        recordedAt: isoTime(at),
      })),
    ),
  );
}

async function writeCheckIns(tx: Tx, orders: readonly WritableOrder[], keys: Keys): Promise<void> {
  const rows = orders.flatMap(({ order, condition }) => {
    const key = keys.get(order.customerId);
    const received = order.events.find(({ type }) => type === "work_order.received.v1");
    if (condition === undefined || !key || !received) return [];
    // Our own event, written a moment ago.
    const { accessories, photosWaivedBy } = received.data as {
      accessories: string[];
      photosWaivedBy: string;
    };
    return {
      workOrderId: order.id,
      condition: hexBytes(seal(key, condition)),
      accessories,
      photosWaivedBy,
      receivedAt: isoTime(received.at),
      receivedBy: received.actor,
    };
  });
  await insertRows(tx, checkIns, rows);
}

const holders: Readonly<Record<string, "centre" | "customer">> = {
  "work_order.received.v1": "centre",
  "work_order.handed_over.v1": "customer",
};

async function writeCustody(tx: Tx, orders: readonly WritableOrder[]): Promise<void> {
  const rows = orders.flatMap(({ order: { id: workOrderId, serviceCenterId, events } }) =>
    events.flatMap(({ type, at, actor: handedBy }, index) => {
      const holder = holders[type];
      if (holder === undefined) return [];
      return [{ workOrderId, version: index + 1, holder, serviceCenterId, since: isoTime(at), handedBy }];
    }),
  );
  await insertRows(tx, custody, rows);
}

async function writeMessages(tx: Tx, orders: readonly WritableOrder[], keys: Keys): Promise<void> {
  const rows = orders.flatMap(({ order, messages: written = [] }) => {
    const key = keys.get(order.customerId);
    return key
      ? written.map(({ id, direction, author, body, at, isRead }) => ({
          id,
          workOrderId: order.id,
          direction,
          author,
          body: hexBytes(seal(key, body)),
          writtenAt: isoTime(at),
          readAt: isRead ? isoTime(at + 900_000) : null,
        }))
      : [];
  });
  await insertRows(tx, messages, rows);
}

/** Orders with their new customers and events, in the transaction of the caller; `known` seals for the other customers. */
export async function writeOrders(
  tx: Tx,
  orders: readonly WritableOrder[],
  known: Keys = new Map(),
): Promise<void> {
  const own = newKeys(orders);
  await writeCustomers(tx, orders, own);
  const keys: Keys = new Map([...known, ...own]);
  await insertRows(
    tx,
    workOrders,
    orders.map((order) => workOrderRow(order, keys)),
  );
  await writeCheckIns(tx, orders, keys);
  await writeCustody(tx, orders);
  await writeMessages(tx, orders, keys);
  await writeEstimates(tx, orders, keys);
  await writeEvents(tx, orders);
  await writeSearchRows(
    tx,
    orders.map(({ order }) => order.id),
    sql`customer.order_search`,
  );
}

/** The lanes' side of the open orders. */
export async function writeSlots(tx: Tx, orders: readonly OpenOrder[]): Promise<void> {
  await insertRows(
    tx,
    slots,
    orders
      .filter(({ order }) => order.status !== "cancelled")
      .map(({ order, slot }) => ({
        id: slot.id,
        laneId: slot.laneId,
        serviceCenterId: order.serviceCenterId,
        method: order.method,
        during: `[${isoTime(slot.start)},${isoTime(slot.end)})`,
        status: "booked",
        extensions: 0,
        orderId: order.id,
      })),
  );
}
