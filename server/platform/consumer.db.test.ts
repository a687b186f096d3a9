import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { freshDatabases } from "@/test-support/database";
import { feedEvent } from "@/test-support/events";
import { type Consumer, consume, consumeAll, consumerOffset } from "./consumer";

freshDatabases();

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
  await consume(addSupplier, feedEvent(1));
  await consume(addSupplier, feedEvent(1));
  expect(await suppliers()).toEqual(["s-1"]);
  expect(await consumerOffset(addSupplier)).toBe(1);
});

test("an event that a transport delivers twice in one batch has its effect once", async () => {
  const twice: Consumer = { ...addSupplier, name: "twice" };
  await consumeAll(twice, [feedEvent(7), feedEvent(7), feedEvent(8)]);
  expect(await suppliers()).toEqual(["s-1", "s-7", "s-8"]);
  expect(await consumerOffset(twice)).toBe(8);
});

test("while something outside is away the consumer waits: no event is set aside and none is passed over", async () => {
  let away = true;
  const waiting: Consumer = {
    ...addSupplier,
    name: "waiting",
    handle: async (tx, event, ctx) => {
      if (away) throw Object.assign(new Error("the database is going away"), { code: "57P01" });
      await addSupplier.handle(tx, event, ctx);
    },
  };
  await expect(consumeAll(waiting, [feedEvent(11), feedEvent(12)])).rejects.toThrow("going away");
  expect(await consumerOffset(waiting)).toBe(0);
  away = false;
  await consumeAll(waiting, [feedEvent(11), feedEvent(12)]);
  expect(await suppliers()).toEqual(["s-1", "s-11", "s-12", "s-7", "s-8"]);
  expect(await consumerOffset(waiting)).toBe(12);
});
