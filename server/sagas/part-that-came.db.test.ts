import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { parts, priceBreaks, supplierParts } from "@/db/schema/inventory";
import type { ContextName } from "@/server/kernel/context-name";
import { consumeBatch, consumers } from "@/server/workers/consumers";
import { bookedRepair } from "@/test-support/bookings";
import { callBy, staff } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { numberAllCommitted } from "@/test-support/feed";
import { gent, seedNetwork } from "@/test-support/network";

freshDatabases();

const partId = "macbook-display";
const keeper = () =>
  callBy(staff({ role: "stock_keeper", serviceCenterId: gent.id }), { idempotencyKey: randomUUID() }).contexts
    .inventory.purchases;
let supplierId = "";

beforeAll(async () => {
  await seedNetwork();
  const db = await database("inventory");
  await db.write(async (tx) => {
    await tx.execute(sql`update inventory.stock_levels set on_hand = reserved`);
    const [part] = await tx.select().from(parts).where(sql`id = ${partId}`);
    supplierId = part?.supplierId ?? "";
    await tx.insert(supplierParts).values({ supplierId, partId, code: null }).onConflictDoNothing();
    const price = { supplierId, partId, fromQuantity: 1, unitPriceMinor: 100 };
    await tx.insert(priceBreaks).values(price).onConflictDoNothing();
  });
});

async function select<Row>(context: ContextName, query: ReturnType<typeof sql>): Promise<Row[]> {
  const db = await database(context);
  return db.read((tx) => rows<Row>(tx, query));
}

async function consumeAllOf(name: string, source: ContextName): Promise<void> {
  await numberAllCommitted(source);
  for (const consumer of consumers) if (consumer.name === name) await consumeBatch(consumer);
}

async function ordered(quantity: number): Promise<string> {
  const draft = await keeper().draft.mutate({
    serviceCenterId: gent.id,
    supplierId,
    lines: [{ partId, quantity }],
  });
  await keeper().send.mutate(draft);
  return draft.id;
}

const orderCalled = (reference: string) =>
  select<{ id: string; part: string; version: number; promised: string }>(
    "customer",
    sql`select id, part, version, promised_by::text as promised from customer.work_orders where reference = ${reference}`,
  ).then(([order]) => order);
const waiting = (orderId: string) =>
  select<{ promised: string }>(
    "inventory",
    sql`select promised_by::text as promised from inventory.waiting_orders where order_id = ${orderId}::uuid`,
  );

test("an order whose part is nowhere waits with its promise, and knows as soon as the part came", async () => {
  const { reference } = await bookedRepair();
  const order = await orderCalled(reference);
  expect(order?.part).toBe("to_order");
  const id = order?.id ?? "";
  const [wish] = await waiting(id);
  expect(wish?.promised).toBe(order?.promised);

  const promisedBy = new Date(Date.now() + 60 * 86_400_000).toISOString();
  const desk = callBy(staff({ role: "front_desk", serviceCenterId: gent.id })).contexts.customer.workOrders;
  await desk.changePromise.mutate({
    id,
    expectedVersion: Number(order?.version),
    promisedBy,
    reason: "parts_late",
  });
  await consumeAllOf("inventory.promises-of-waiting-orders", "customer");
  expect(Date.parse((await waiting(id))[0]?.promised ?? "")).toBe(Date.parse(promisedBy));

  const purchaseId = await ordered(1);
  const seen = await keeper().detail.query({ id: purchaseId });
  expect(seen.waiting).toMatchObject([{ orderId: id, reference }]);
  const { served } = await keeper().receive.mutate({ id: purchaseId, lines: [{ partId, accepted: 1 }] });
  expect(served).toEqual([{ orderId: id, partId, quantity: 1 }]);
  expect(await waiting(id)).toEqual([]);
  expect((await orderCalled(reference))?.part).toBe("to_order");
  await consumeAllOf("customer.parts-that-came", "inventory");
  expect((await orderCalled(reference))?.part).toBe("here");
  expect((await keeper().detail.query({ id: purchaseId })).receipts[0]?.served).toMatchObject([
    { reference },
  ]);
});

test("an order that was cancelled waits no more, and what comes stays free", async () => {
  const { reference } = await bookedRepair();
  const id = (await orderCalled(reference))?.id ?? "";
  expect(await waiting(id)).toHaveLength(1);
  const purchaseId = await ordered(1);
  const customer = callBy({ kind: "service", context: "customer", onBehalfOf: { kind: "guest" } });
  await customer.contexts.customer.workOrders.cancelBooking.mutate({ orderId: id });
  await consumeAllOf("inventory.parts-of-cancelled-orders", "customer");
  expect(await waiting(id)).toEqual([]);
  expect(
    (await keeper().receive.mutate({ id: purchaseId, lines: [{ partId, accepted: 1 }] })).served,
  ).toEqual([]);
});
