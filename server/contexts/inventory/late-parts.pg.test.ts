import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { callBy } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { fillShelves, reservedPieces } from "@/test-support/killed-bookings";
import { gent, macbook, screen, seedNetwork } from "@/test-support/network";
import { inAnyOrder, manyRounds } from "@/test-support/races";

freshDatabases();

beforeAll(async () => {
  await seedNetwork();
  await fillShelves();
});

const inventory = () =>
  callBy({ kind: "service", context: "customer", onBehalfOf: { kind: "guest" } }).contexts.inventory;

const promise = (orderId: string) =>
  inventory().parts.promise.mutate({
    orderId,
    deviceModelId: macbook.id,
    faultId: screen.id,
    serviceCenterIds: [gent.id],
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  });

async function reservedFor(orderId: string): Promise<number> {
  const db = await database("inventory");
  const found = await db.read((tx) =>
    rows(tx, sql`select from inventory.reservations where order_id = ${orderId}::uuid`),
  );
  return found.length;
}

test("a part asked for after its booking was taken back is refused for good", async () => {
  const orderId = randomUUID();
  expect(await inventory().stock.release.mutate({ orderId })).toEqual({ released: false });
  for (let i = 0; i < 2; i++) await expect(promise(orderId)).rejects.toThrow("order_taken_back");
  expect(await reservedFor(orderId)).toBe(0);
});

test("a request and its take-back at once, in any order: no part stays reserved", {
  timeout: 120_000,
}, async () => {
  let [first, second] = [0, 0];
  await manyRounds(async () => {
    const orderId = randomUUID();
    const ask = () => promise(orderId);
    const takeBack = () => inventory().stock.release.mutate({ orderId });
    for (const outcome of await inAnyOrder([ask, ask, takeBack])) {
      if (outcome.status === "rejected") expect(outcome.reason.message).toBe("order_taken_back");
      if (outcome.status === "rejected") second += 1;
      else first += 1;
    }
    expect(await reservedFor(orderId)).toBe(0);
  });
  expect(first).toBeGreaterThan(0);
  expect(second).toBeGreaterThan(0);
  const { levels, reservations } = await reservedPieces();
  expect(levels).toBe(reservations);
});

test("the database itself reserves nothing for an order that was taken back", async () => {
  const orderId = randomUUID();
  await inventory().stock.release.mutate({ orderId });
  const db = await database("inventory");
  const written = db.write((tx) =>
    tx.execute(sql`insert into inventory.reservations (id, part_id, warehouse_id, order_id, quantity)
      select gen_random_uuid(), part_id, warehouse_id, ${orderId}::uuid, 1 from inventory.stock_levels limit 1`),
  );
  await expect(written).rejects.toThrow();
});
