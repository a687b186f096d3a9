import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { database } from "@/db/client";
import { publishFeed } from "@/server/workers/publish";
import { relay } from "@/server/workers/relay";
import { background } from "@/test-support/background";
import { type Broker, readTopic, startBroker } from "@/test-support/broker";
import { freshDatabases } from "@/test-support/database";
import { feedEvent } from "@/test-support/events";
import { commitEvents, topicsOfOurOwn, upTo } from "@/test-support/transport";
import { kafkaPublisher } from "./kafka-publisher";
import { publishLag, publishNext } from "./published";

freshDatabases();

let broker: Broker;
beforeAll(async () => {
  broker = await startBroker();
  console.log(`broker: ${broker.name}`);
});
afterAll(() => broker?.stop());

function publisherOfOurOwn() {
  const settings = topicsOfOurOwn(broker.address);
  const publisher = kafkaPublisher(settings);
  onTestFinished(() => publisher.close());
  const read = () => readTopic(broker.address, `${settings.topicPrefix}payment`);
  return { publisher, read };
}

test("a message has the stream as key, and says in its headers what it is", async () => {
  const { publisher, read } = publisherOfOurOwn();
  const causationId = "0190a0b0-0000-7000-8000-00000000cafe";
  await publisher.publish("payment", [feedEvent(7, { streamId: "s", data: { n: 1 }, causationId })]);
  expect(await read()).toMatchObject([
    {
      key: "s",
      headers: {
        "event-type": "test.happened.v1",
        "event-id": feedEvent(7).id,
        "feed-offset": "7",
        "correlation-id": "test",
        "causation-id": causationId,
      },
      value: { data: { n: 1 }, version: 7, actor: "system" },
    },
  ]);
});

test("each stream lies in one partition, in its order, over several batches", async () => {
  const { publisher, read } = publisherOfOurOwn();
  const streams = 7;
  for (let batch = 0; batch < 3; batch++) {
    const offsets = Array.from({ length: 500 }, (_, index) => batch * 500 + index + 1);
    const streamOf = (offset: number) => `stream-${offset % streams}`;
    await publisher.publish(
      "payment",
      offsets.map((offset) => feedEvent(offset, { streamId: streamOf(offset) })),
    );
  }
  const found = await read();
  expect(found).toHaveLength(1_500);
  for (let stream = 0; stream < streams; stream++) {
    const own = found.filter(({ key }) => key === `stream-${stream}`);
    const offsets = own.map(({ headers }) => Number(headers["feed-offset"]));
    expect(new Set(own.map(({ partition }) => partition)).size).toBe(1);
    expect(offsets).toEqual(upTo(1_500).filter((offset) => offset % streams === stream));
  }
});

test("what is committed is handed on once, and the feed says that nothing is left", async () => {
  const { publisher, read } = publisherOfOurOwn();
  background(
    (aborted) => relay("payment", aborted),
    (aborted) => publishFeed("payment", publisher, aborted),
  );
  await Promise.all(["a", "b"].map((stream) => commitEvents(stream, 1, 20)));
  const left = async () => (await publishLag("payment", publisher.name)).unpublished;
  const versions = async (stream: string) => {
    const own = (await read()).filter(({ key }) => key === stream);
    return own.map(({ value }) => (value as { version: number }).version);
  };
  await expect.poll(() => versions("a"), { timeout: 20_000 }).toEqual(upTo(20));
  await expect.poll(() => versions("b"), { timeout: 20_000 }).toEqual(upTo(20));
  await expect.poll(left).toBe(0);
});

test("after a crash before its offset was noted a batch is sent again, in the same order", async () => {
  const { publisher, read } = publisherOfOurOwn();
  background((aborted) => relay("payment", aborted));
  await commitEvents("again", 1, 10);
  const own = async () => (await read()).filter(({ key }) => key === "again");
  await expect
    .poll(async () => publishNext("payment", publisher).then(own), { timeout: 20_000 })
    .toHaveLength(10);
  const db = await database("payment");
  await db.write((tx) => tx.execute(sql`update payment.published set feed_offset = 0`));
  await publishNext("payment", publisher);
  const versions = (await own()).map(({ value }) => (value as { version: number }).version);
  expect(versions).toEqual([...upTo(10), ...upTo(10)]);
});
