import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Databases, database, useDatabases } from "@/db/client";
import { appendEvents } from "@/server/platform/events";
import { inTransaction } from "@/server/platform/verb";
import { relay } from "@/server/workers/relay";
import { insideVerb } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { feedEnd } from "./events";
import { followFeed } from "./live-feed";

const opened = freshDatabases();
/** On a shared cluster an event waits for every transaction that began before it. */
const patiently = { timeout: 45_000 };
const stop = new AbortController();
let relaying: Promise<void> | undefined;
beforeAll(() => {
  relaying = relay("payment", stop.signal);
});
afterAll(async () => {
  stop.abort();
  await relaying;
});

async function append(count: number): Promise<void> {
  const events = Array.from({ length: count }, () => ({ type: "test.happened.v1", data: {} }));
  await inTransaction(insideVerb("payment", "test"), (ctx) =>
    appendEvents(ctx, `test-${randomUUID()}`, events).then(() => undefined),
  );
}

async function endOfFeed(): Promise<number> {
  const db = await database("payment");
  return db.read((tx) => feedEnd(tx, "payment"));
}

/** Follows from an offset until `until`, pausing as told after each batch. */
async function follow(after: number, until: number, pause?: () => Promise<void>): Promise<number[]> {
  const seen: number[] = [];
  const options = { after, aborted: undefined, mayGoOn: async () => true };
  for await (const events of followFeed("payment", options)) {
    seen.push(...events.map(({ offset }) => offset));
    if ((seen.at(-1) ?? after) >= until) break;
    await pause?.();
  }
  return seen;
}

const upTo = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index + 1);

/** Counts the questions that reach the databases while it is in place. */
function counting(inner: Databases): { databases: Databases; reads: () => number } {
  let reads = 0;
  const databases: Databases = {
    ...inner,
    of(schema) {
      const one = inner.of(schema);
      return {
        ...one,
        read: (work) => {
          reads += 1;
          return one.read(work);
        },
      };
    },
  };
  return { databases, reads: () => reads };
}

test("three hundred followers cost as many readings of the feed as one", async () => {
  await append(1);
  await expect.poll(endOfFeed, patiently).toBeGreaterThan(0);
  const from = await endOfFeed();
  const { databases, reads } = counting(opened());
  useDatabases(databases);
  const following = Array.from({ length: 300 }, () => follow(from, from + 40));
  for (let i = 0; i < 20; i++) await append(2);
  const seen = await Promise.all(following);
  useDatabases(opened());
  for (const one of seen) expect(one).toEqual(upTo(from, from + 40));
  // Reader and relay look a few times a second, however long it takes; three hundred readers would be thousands.
  expect(reads()).toBeLessThan(1_500);
});

test("a slow follower holds nobody back, and gets everything in order by its own offset", async () => {
  const from = await endOfFeed();
  const total = 6_000;
  const held = Promise.withResolvers<void>();
  const slow = follow(from, from + total, () => held.promise);
  const quick = follow(from, from + total);
  for (let i = 0; i < total / 500; i++) await append(500);
  expect(await quick).toEqual(upTo(from, from + total));
  held.resolve();
  // By now the first of them are no longer kept in memory, and are read from the feed.
  expect(await slow).toEqual(upTo(from, from + total));
});

test("one who comes back from where they were misses nothing and sees nothing twice", async () => {
  const from = await endOfFeed();
  const writing = (async () => {
    for (let i = 0; i < 30; i++) await append(3);
  })();
  const seen: number[] = [];
  while (seen.length < 90) {
    const at = seen.at(-1) ?? from;
    seen.push(...(await follow(at, at + 1)));
  }
  await writing;
  expect(seen).toEqual(upTo(from, from + 90));
});

test("one who may not go on any more is cut within a second, though nothing happens", async () => {
  const session = { asked: 0, allowed: true };
  const mayGoOn = async () => {
    session.asked += 1;
    return session.allowed;
  };
  const following = (async () => {
    const options = { after: undefined, aborted: undefined, mayGoOn };
    for await (const events of followFeed("payment", options)) expect(events).toEqual([]);
  })();
  await expect.poll(() => session.asked, { interval: 5, timeout: 10_000 }).toBeGreaterThan(1);
  const startedAt = performance.now();
  session.allowed = false;
  await following;
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});

test("an offset from before a restore begins at the feed's end", async () => {
  const end = await endOfFeed();
  const following = follow(end + 1_000, end + 1);
  await expect.poll(() => append(1).then(endOfFeed), patiently).toBeGreaterThan(end);
  expect((await following)[0]).toBeLessThanOrEqual(end + 2);
});
