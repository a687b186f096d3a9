import { expect, test } from "vitest";
import { database } from "@/db/client";
import { numberCommittedEvents } from "@/server/workers/relay";
import { insideVerb } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { numberAllCommitted } from "@/test-support/feed";
import { appendEvents, feedEnd, readFeed, readStream } from "./events";
import { inTransaction } from "./verb";

freshDatabases();

const ctx = () => insideVerb("inventory", "test");
const happened = (n: number) => ({ type: "test.happened.v1", data: { n } });

test("a stream takes events at the version that the writer saw, and refuses a writer who saw an older one", async () => {
  await inTransaction(ctx(), (inside) => appendEvents(inside, "thing-1", [happened(1), happened(2)], 0));
  await inTransaction(ctx(), (inside) => appendEvents(inside, "thing-1", [happened(3)], 2));
  const late = inTransaction(ctx(), (inside) => appendEvents(inside, "thing-1", [happened(9)], 2));
  await expect(late).rejects.toThrow("version_conflict");
  const again = inTransaction(ctx(), (inside) => appendEvents(inside, "thing-1", [happened(9)], 0));
  await expect(again).rejects.toThrow("version_conflict");
  const db = await database("inventory");
  const events = await db.read((tx) => readStream(tx, "inventory", "thing-1"));
  expect(events.map((event) => [event.version, event.data])).toEqual([
    [1, { n: 1 }],
    [2, { n: 2 }],
    [3, { n: 3 }],
  ]);
});

test("the feed numbers committed events densely and once", async () => {
  for (let n = 0; n < 5; n++) {
    await inTransaction(ctx(), (inside) => appendEvents(inside, `feed-${n}`, [happened(n), happened(n)], 0));
  }
  await numberAllCommitted("inventory");
  await numberCommittedEvents("inventory");
  const db = await database("inventory");
  const feed = await db.read((tx) => readFeed(tx, "inventory", 0, 100));
  expect(feed.map((event) => event.offset)).toEqual(feed.map((_, index) => index + 1));
  expect(new Set(feed.map((event) => event.id)).size).toBe(feed.length);
  expect(await db.read((tx) => feedEnd(tx, "inventory"))).toBe(feed.length);
});

test("what a transaction rolled back is not in the log", async () => {
  const db = await database("inventory");
  await numberAllCommitted("inventory");
  const before = await db.read((tx) => feedEnd(tx, "inventory"));
  const failing = inTransaction(ctx(), async (inside) => {
    await appendEvents(inside, "rolled-back", [happened(1)], 0);
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  await inTransaction(ctx(), (inside) => appendEvents(inside, "after-it", [happened(1)], 0));
  await numberAllCommitted("inventory");
  expect(await db.read((tx) => feedEnd(tx, "inventory"))).toBe(before + 1);
  expect(await db.read((tx) => readStream(tx, "inventory", "rolled-back"))).toEqual([]);
});

test("the runtime role can't change or delete what happened", async () => {
  const db = await database("inventory");
  for (const change of ["update inventory.events set type = 'x'", "delete from inventory.events"]) {
    await expect(db.write((tx) => tx.execute(change))).rejects.toThrow();
  }
});
