import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { freshDatabases } from "@/test-support/database";
import { type Consumer, consume, consumerOffset } from "./consumer";
import type { FeedEvent } from "./events";

freshDatabases();

const eventNumber = (offset: number): FeedEvent => ({
  offset,
  id: `0190a0b0-0000-7000-8000-${String(offset).padStart(12, "0")}`,
  streamId: "thing-1",
  version: offset,
  type: "test.happened.v1",
  data: {},
  actor: "system",
  correlationId: "test",
  causationId: null,
  traceParent: null,
  recordedAt: "2026-11-02T08:00:00Z",
});

async function suppliers(): Promise<string[]> {
  const db = await database("inventory");
  const found = await db.read((tx) =>
    rows<{ id: string }>(tx, sql`select id from inventory.suppliers order by id`),
  );
  return found.map((row) => row.id);
}

const addSupplier: Consumer = {
  name: "add-supplier",
  context: "inventory",
  source: "customer",
  handle: async (tx, event) => {
    await tx.execute(
      sql`insert into inventory.suppliers values (${`s-${event.offset}`}, 'Supplier', 'BE', 3)`,
    );
  },
};

test("an event that arrives twice has its effect once", async () => {
  await consume(addSupplier, eventNumber(1));
  await consume(addSupplier, eventNumber(1));
  expect(await suppliers()).toEqual(["s-1"]);
  expect(await consumerOffset(addSupplier)).toBe(1);
});

test("an event that keeps failing is set aside with its error, and the rest goes on", async () => {
  const stumbling: Consumer = {
    ...addSupplier,
    name: "stumbling",
    handle: async (tx, event) => {
      await tx.execute(sql`insert into inventory.suppliers values ('half-done', 'Supplier', 'BE', 3)`);
      if (event.offset === 2) throw new Error("poison");
      await tx.execute(sql`delete from inventory.suppliers where id = 'half-done'`);
    },
  };
  await consume(stumbling, eventNumber(2));
  await consume(stumbling, eventNumber(3));
  expect(await suppliers()).not.toContain("half-done");
  expect(await consumerOffset(stumbling)).toBe(3);
  const db = await database("inventory");
  const dead = await db.read((tx) =>
    rows<{ consumer: string; error: string; attempts: number }>(
      tx,
      sql`select consumer, error, attempts from inventory.dead_letters`,
    ),
  );
  expect(dead).toEqual([{ consumer: "stumbling", error: "poison", attempts: 3 }]);
});
