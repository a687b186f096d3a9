import { sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { database } from "@/db/client";
import { lookAtPartitions } from "@/server/workers/feed-watch";
import { insideVerb } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { numberAllCommitted } from "@/test-support/feed";
import { ensureEventPartitions, eventPartitions } from "./event-partitions";
import { appendEvents, readFeed } from "./events";
import { logger } from "./logger";
import { inTransaction } from "./verb";

freshDatabases();

test("the coming months have their partitions, however often they are made", async () => {
  await ensureEventPartitions("payment");
  await ensureEventPartitions("payment");
  const { months, inDefault } = await eventPartitions("payment");
  expect(months).toContain(new Date().toISOString().slice(0, 7));
  expect(inDefault).toBe(0);
});

test("an event whose month was not made ahead raises the alarm, and moves along when the month is made", async () => {
  const said = vi.spyOn(logger, "error").mockImplementation(() => {});
  const clockAhead = { ...insideVerb("payment", "test"), now: () => new Date("2031-05-05T05:05:05Z") };
  await inTransaction(clockAhead, (inside) =>
    appendEvents(inside, "far-ahead", [{ type: "test.happened.v1", data: { n: 1 } }], 0),
  );
  await numberAllCommitted("payment");
  expect(await eventPartitions("payment")).toMatchObject({ inDefault: 1 });
  await lookAtPartitions("payment");
  expect(said).toHaveBeenCalledWith(
    expect.objectContaining({ alarm: "event_default_partition", context: "payment", inDefault: 1 }),
    expect.any(String),
  );

  const db = await database("payment");
  await db.write((tx) => tx.execute(sql`select payment.ensure_event_partition('2031-05-01')`));
  const { months, inDefault } = await eventPartitions("payment");
  expect(months).toContain("2031-05");
  expect(inDefault).toBe(0);
  const feed = await db.read((tx) => readFeed(tx, "payment", 0, 10));
  expect(feed).toMatchObject([{ streamId: "far-ahead", offset: 1 }]);
  said.mockRestore();
});
