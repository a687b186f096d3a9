import postgres from "postgres";
import { expect, test } from "vitest";
import { database } from "@/db/client";
import { balanceSnapshots } from "@/db/schema/payment";
import { env } from "@/server/platform/env";
import { appendEvents, readFeed } from "@/server/platform/events";
import { isFromAnotherCluster } from "@/server/platform/foreign-log";
import { inTransaction } from "@/server/platform/verb";
import { numberCommittedEvents } from "@/server/workers/relay";
import { insideVerb } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { numberAllCommitted } from "@/test-support/feed";
import { resetTransactionIds } from "./restored";

freshDatabases();

const append = (stream: string) =>
  inTransaction(insideVerb("payment", "test"), (inside) =>
    appendEvents(inside, stream, [{ type: "test.happened.v1", data: {} }], 0),
  );

test("a log from a cluster with higher transaction ids is noticed, and after the reset it goes on where it was", async () => {
  await append("numbered");
  await numberAllCommitted("payment");
  await append("not-yet-numbered");
  expect(await isFromAnotherCluster("payment")).toBe(false);

  const url = env().databaseUrl("payment") ?? "";
  const owner = postgres(url, { max: 1 });
  for (const table of ["events", "event_feed"])
    await owner.unsafe(
      `update payment.${table} set transaction_id = (transaction_id::text::bigint + 900000000)::text::xid8`,
    );
  await owner`insert into payment.balance_snapshots values ('till', 'x', 'EUR', '900000000', 1, now())`;
  await owner.end();
  expect(await isFromAnotherCluster("payment")).toBe(true);
  await append("after-the-move");
  await numberCommittedEvents("payment");
  const db = await database("payment");
  expect(await db.read((tx) => readFeed(tx, "payment", 1, 10))).toEqual([]);

  const counts = await resetTransactionIds((context) => (context === "payment" ? url : undefined));
  expect(counts).toEqual({ payment: 3 });
  expect(await db.read((tx) => tx.select().from(balanceSnapshots))).toEqual([]);
  expect(await isFromAnotherCluster("payment")).toBe(false);
  await append("last");
  await numberAllCommitted("payment");
  const feed = await db.read((tx) => readFeed(tx, "payment", 0, 10));
  expect(feed.map(({ streamId }) => streamId).sort()).toEqual([
    "after-the-move",
    "last",
    "not-yet-numbered",
    "numbered",
  ]);
  expect(feed[0]?.streamId).toBe("numbered");
  expect(feed.at(-1)?.streamId).toBe("last");
  expect(feed.map(({ offset }) => offset)).toEqual([1, 2, 3, 4]);
});
