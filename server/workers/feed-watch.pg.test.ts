import postgres from "postgres";
import { expect, onTestFinished, test, vi } from "vitest";
import { database } from "@/db/client";
import { env } from "@/server/platform/env";
import { appendEvents, feedEnd } from "@/server/platform/events";
import { feedLag } from "@/server/platform/feed-lag";
import { logger } from "@/server/platform/logger";
import { inTransaction } from "@/server/platform/verb";
import { insideVerb } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { numberAllCommitted } from "@/test-support/feed";
import { startFeedWatch } from "./feed-watch";
import { numberCommittedEvents } from "./relay";

freshDatabases();

const happened = [{ type: "test.happened.v1", data: {} }];

test("an open transaction holds events back, is told within five seconds, and loses nothing", async () => {
  const told: { alarm?: string; context?: string; heldBack?: number }[] = [];
  const said = vi.spyOn(logger, "error").mockImplementation((entry: unknown) => {
    const fields = entry as (typeof told)[number];
    if (fields.alarm === "feed_held_back") told.push(fields);
  });
  const owner = postgres(env().databaseUrl("payment") ?? "", { max: 1 });
  const stop = new AbortController();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: open, resolve: opened } = Promise.withResolvers<void>();
  const holder = owner.begin(async (sql) => {
    await sql`select pg_current_xact_id()`;
    opened();
    await released;
  });
  await open;
  onTestFinished(async () => {
    stop.abort();
    release();
    await holder.catch(() => {});
    await owner.end();
    said.mockRestore();
  });
  const watching = startFeedWatch(stop.signal);
  const startedAt = performance.now();
  await inTransaction(insideVerb("payment", "test"), (inside) => appendEvents(inside, "held", happened, 0));
  await numberCommittedEvents("payment");
  expect(await feedLag("payment")).toMatchObject({ unnumbered: 1, heldBack: 1 });
  await expect.poll(() => told.length, { timeout: 6_000, interval: 50 }).toBeGreaterThan(0);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  expect(told[0]).toMatchObject({ context: "payment", heldBack: 1 });

  release();
  await holder;
  await numberAllCommitted("payment");
  const db = await database("payment");
  expect(await db.read((tx) => feedEnd(tx, "payment"))).toBe(1);
  expect(await feedLag("payment")).toMatchObject({ unnumbered: 0, heldBack: 0 });
  stop.abort();
  await Promise.all(watching);
});
