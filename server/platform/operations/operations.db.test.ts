import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { database } from "@/db/client";
import { consumeBatch, consumers } from "@/server/workers/consumers";
import { bookedRepair } from "@/test-support/bookings";
import { callBy, staff } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { numberAllCommitted } from "@/test-support/feed";
import { seedNetwork } from "@/test-support/network";

freshDatabases();
beforeAll(seedNetwork);

const admin = () => callBy(staff({ role: "admin", serviceCenterId: null })).contexts;

test("only an admin sees how the machinery is doing", async () => {
  const manager = callBy(staff({ role: "manager", serviceCenterId: null })).contexts;
  await expect(manager.customer.operations.state.query()).rejects.toThrow("not_allowed");
  await expect(callBy().contexts.payment.operations.state.query()).rejects.toThrow("not_signed_in");
});

test("events wait for their number, then for their consumers, and both are counted", async () => {
  await bookedRepair();
  const before = await admin().customer.operations.state.query();
  expect(before.database).toMatchObject({ reachable: true });
  expect(before.log?.unnumbered).toBeGreaterThan(0);
  await numberAllCommitted("customer");
  const numbered = await admin().customer.operations.state.query();
  expect(numbered.log).toMatchObject({ unnumbered: 0, unnumberedSeconds: 0 });
  expect(numbered.log?.feedEnd).toBeGreaterThan(0);
  for (const consumer of consumers) while ((await consumeBatch(consumer)) > 0);
  const { consumers: seen } = await admin().location.operations.state.query();
  expect(seen).toContainEqual({
    name: "location.slots-of-cancelled-orders",
    source: "customer",
    offset: numbered.log?.feedEnd,
    lagEvents: 0,
    lagSeconds: 0,
  });
});

test("a consumer that stands still is behind by events and by time", async () => {
  await bookedRepair();
  await numberAllCommitted("customer");
  const { consumers: seen } = await admin().location.operations.state.query();
  const behind = seen.find(({ name }) => name === "location.slots-of-cancelled-orders");
  expect(behind?.lagEvents).toBeGreaterThan(0);
  expect(behind?.lagSeconds).toBeGreaterThan(0);
});

test("sagas, keys, partitions and what fell beside them are counted", async () => {
  const { log } = await admin().customer.operations.state.query();
  expect(log?.sagas).toMatchObject({ running: 0, failed: 0 });
  expect(log?.sagas.done).toBeGreaterThanOrEqual(2);
  expect(log?.idempotencyKeys).toBeGreaterThanOrEqual(2);
  expect(log?.partitionsAhead).toBeGreaterThanOrEqual(2);
  expect(log).toMatchObject({ defaultPartitionRows: 0, prepared: [] });
  const db = await database("customer");
  await db.write((tx) =>
    tx.execute(sql`
      insert into customer.events (id, stream_id, version, type, data, actor, correlation_id, recorded_at)
      values (gen_random_uuid(), 'far', 1, 'far.v1', '{}', 'system', 'far', '2055-01-01')`),
  );
  const after = await admin().customer.operations.state.query();
  expect(after.log?.defaultPartitionRows).toBe(1);
});
