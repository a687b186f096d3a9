import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { stockLevels } from "@/db/schema/inventory";
import type { ContextName } from "@/server/kernel/context-name";
import { resumeSagas } from "@/server/platform/sagas";
import { consumeBatch, consumers } from "@/server/workers/consumers";
import { callBy, insideVerb, staff } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { numberAllCommitted } from "@/test-support/feed";
import { gent, krakow, seedNetwork } from "@/test-support/network";
import { bookedOrder } from "@/test-support/orders";
import { transferForAnOrder } from "./transfer-for-an-order";

freshDatabases();

const partId = "macbook-display";
const keeper = (serviceCenterId: string) =>
  callBy(staff({ role: "stock_keeper", serviceCenterId })).contexts.inventory.transfers;
const resume = () =>
  resumeSagas("inventory", [transferForAnOrder], () => insideVerb("inventory", "saga.transfer-for-an-order"));

beforeAll(async () => {
  await seedNetwork();
  const db = await database("inventory");
  await db.write((tx) => tx.insert(stockLevels).values({ partId, warehouseId: krakow.id, onHand: 3 }));
});

async function select<Row>(context: ContextName, query: ReturnType<typeof sql>): Promise<Row[]> {
  const db = await database(context);
  return db.read((tx) => rows<Row>(tx, query));
}

const partOf = (id: string) =>
  select<{ part: string }>(
    "customer",
    sql`select part from customer.work_orders where id = ${id}::uuid`,
  ).then(([order]) => order?.part);
const levels = () =>
  select<{ at: string; onHand: number; reserved: number }>(
    "inventory",
    sql`select warehouse_id as at, on_hand as "onHand", reserved from inventory.stock_levels
        where part_id = ${partId} and (on_hand > 0 or reserved > 0) order by 1`,
  );
const sagaOf = (orderId: string) =>
  select<{ status: string; step: number }>(
    "inventory",
    sql`select status, step from inventory.sagas where state->>'orderId' = ${orderId}`,
  ).then(([saga]) => saga);

async function requested() {
  const order = await bookedOrder();
  const { transferId } = await keeper(gent.id).requestForOrder.mutate({
    orderId: order.id,
    partId,
    quantity: 1,
    fromServiceCenterId: krakow.id,
    toServiceCenterId: gent.id,
  });
  return { orderId: order.id, id: transferId };
}

test("an order's part travels from shelf to shelf, stays the order's, and the order knows", async () => {
  const { orderId, id } = await requested();
  expect(await partOf(orderId)).toBe("on_the_way");
  expect(await levels()).toEqual([
    { at: gent.id, onHand: 2, reserved: 0 },
    { at: krakow.id, onHand: 3, reserved: 1 },
  ]);
  expect(await resume()).toBe(0);

  await keeper(krakow.id).pick.mutate({ id });
  expect(await resume()).toBe(1);
  expect(await levels()).toContainEqual({ at: "in-transit", onHand: 1, reserved: 1 });
  await keeper(krakow.id).ship.mutate({ id });
  await keeper(gent.id).receive.mutate({ id });
  expect(await resume()).toBe(1);

  expect(await sagaOf(orderId)).toMatchObject({ status: "done" });
  expect(await partOf(orderId)).toBe("here");
  expect(await levels()).toEqual([
    { at: gent.id, onHand: 3, reserved: 1 },
    { at: krakow.id, onHand: 2, reserved: 0 },
  ]);
});

test("a cancelled order has its part put back, picked or not, and the saga ends", async () => {
  const before = await levels();
  const { orderId, id } = await requested();
  await keeper(krakow.id).pick.mutate({ id });
  await resume();
  const customer = callBy({ kind: "service", context: "customer", onBehalfOf: { kind: "guest" } });
  await customer.contexts.customer.workOrders.cancelBooking.mutate({ orderId });
  await numberAllCommitted("customer");
  for (const consumer of consumers) {
    if (consumer.name === "inventory.parts-of-cancelled-orders") await consumeBatch(consumer);
  }
  expect(await levels()).toEqual(before);
  await resume();
  expect(await sagaOf(orderId)).toMatchObject({ status: "failed" });
});

test("an order whose part is lost on its way knows that it has none, and has nothing reserved", async () => {
  const { orderId, id } = await requested();
  await keeper(krakow.id).pick.mutate({ id });
  await keeper(krakow.id).ship.mutate({ id });
  await keeper(gent.id).writeOff.mutate({ id, as: "lost" });
  await resume();
  expect(await sagaOf(orderId)).toMatchObject({ status: "failed" });
  expect(await partOf(orderId)).toBe("to_order");
  const held = sql`select 1 from inventory.reservations where order_id = ${orderId}::uuid`;
  expect(await select("inventory", held)).toEqual([]);
});

test("what is not there can't be asked for, and nothing is left of it", async () => {
  const order = await bookedOrder();
  const asked = keeper(gent.id).requestForOrder.mutate({
    orderId: order.id,
    partId,
    quantity: 50,
    fromServiceCenterId: krakow.id,
    toServiceCenterId: gent.id,
  });
  await expect(asked).rejects.toThrow("stock_not_available");
  expect(
    await select("inventory", sql`select 1 from inventory.transfers where order_id = ${order.id}::uuid`),
  ).toEqual([]);
});

test("a stock keeper moves what leaves or reaches their own centre only", async () => {
  const { id } = await requested();
  await expect(keeper(gent.id).pick.mutate({ id })).rejects.toThrow("not_allowed");
  await keeper(krakow.id).pick.mutate({ id });
  await expect(keeper(krakow.id).receive.mutate({ id })).rejects.toThrow("not_allowed");
  await expect(keeper(gent.id).receive.mutate({ id })).rejects.toThrow("transition_not_allowed");
});
