import { expect, test } from "vitest";
import { database } from "@/db/client";
import { numberCommittedEvents } from "@/server/workers/relay";
import { insideVerb } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { appendEvents, feedEnd, readFeed } from "./events";
import { inTransaction } from "./verb";

freshDatabases();

const writers = 8;
const rounds = 40;

test("no event is lost to a transaction that commits late, however many write and relay at once", async () => {
  const written: string[] = [];
  let writing = true;

  async function write(writer: number): Promise<void> {
    for (let round = 0; round < rounds; round++) {
      const stream = `late-${writer}-${round}`;
      await inTransaction(insideVerb("payment", "test"), async (inside) => {
        await appendEvents(inside, stream, [{ type: "test.happened.v1", data: {} }], 0);
        // Holding the transaction open lets later ones overtake it: `id > last` would lose this event.
        await inside.tx.execute(`select pg_sleep(${((writer * 7 + round) % 5) / 1000})`);
      });
      written.push(stream);
    }
  }
  async function relay(): Promise<void> {
    while (writing) await numberCommittedEvents("payment");
  }

  const relays = [relay(), relay()];
  await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
  writing = false;
  await Promise.all(relays);

  const db = await database("payment");
  const grown = async () => {
    await numberCommittedEvents("payment");
    return db.read((tx) => feedEnd(tx, "payment"));
  };
  // Transactions elsewhere in the cluster may hold the last ones back a moment.
  await expect.poll(grown, { timeout: 20_000 }).toBe(written.length);
  const feed = await db.read((tx) => readFeed(tx, "payment", 0, 10_000));
  expect(feed.map((event) => event.streamId).sort()).toEqual(written.sort());
  expect(feed.map((event) => event.offset)).toEqual(feed.map((_, index) => index + 1));
});

test("a stream stands in the feed in its order, also where the transaction that began first appended second", async () => {
  const event = { type: "test.happened.v1", data: {} };
  const append = (streamId: string) =>
    inTransaction(insideVerb("location", "test"), async (inside) => {
      await appendEvents(inside, streamId, [event]);
    });
  const held = async (streamId: string, until: Promise<void>, began: () => void) =>
    inTransaction(insideVerb("location", "test"), async (inside) => {
      // Any write gives it its id: a claimed key in real life.
      await appendEvents(inside, streamId, [event], 0);
      began();
      await until;
      if (streamId === "began-first") await appendEvents(inside, "shared", [event]);
    });
  const [first, between] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const [secondAppends, othersEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const slow = held("began-first", secondAppends.promise, first.resolve);
  await first.promise;
  // Its id lies between the two, so it keeps back only what is above.
  const stillOpen = held("between", othersEnd.promise, between.resolve);
  await between.promise;
  await append("shared");
  secondAppends.resolve();
  await slow;
  const db = await database("location");
  const versions = async () => {
    await numberCommittedEvents("location");
    const feed = await db.read((tx) => readFeed(tx, "location", 0, 10_000));
    return feed.filter(({ streamId }) => streamId === "shared").map(({ version }) => version);
  };
  expect(await versions()).toEqual([]);
  othersEnd.resolve();
  await stillOpen;
  await expect.poll(versions, { timeout: 20_000 }).toEqual([1, 2]);
  await append("shared");
  await expect.poll(versions, { timeout: 20_000 }).toEqual([1, 2, 3]);
});
