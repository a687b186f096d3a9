import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { consumeBatch } from "@/server/workers/consumers";
import { bookedRepair } from "@/test-support/bookings";
import { callBy, staff } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { numberAllCommitted } from "@/test-support/feed";
import { gent, seedNetwork } from "@/test-support/network";
import { locationConsumers } from "./consumers";

freshDatabases();
beforeAll(seedNetwork);

async function slotsOf(orderId: string): Promise<number> {
  const db = await database("location");
  const found = await db.read((tx) =>
    rows(tx, sql`select id from location.slots where order_id = ${orderId}::uuid`),
  );
  return found.length;
}

async function freed(): Promise<number> {
  const db = await database("location");
  const found = await db.read((tx) =>
    rows(tx, sql`select 1 from location.events where type = 'location.slot_freed.v1'`),
  );
  return found.length;
}

test("an order that the desk cancels gives its slot back, once", async () => {
  const { reference } = await bookedRepair();
  const { customer } = callBy(staff({ role: "front_desk", serviceCenterId: gent.id })).contexts;
  const { orders } = await customer.workOrders.search.query({ q: reference });
  const id = orders[0]?.id ?? "";
  expect(await slotsOf(id)).toBe(1);
  await customer.workOrders.cancel.mutate({ id, expectedVersion: 1, reason: "by_centre" });
  await numberAllCommitted("customer");
  for (const consumer of locationConsumers) {
    while ((await consumeBatch(consumer)) > 0);
  }
  expect(await slotsOf(id)).toBe(0);
  expect(await freed()).toBe(1);
});
