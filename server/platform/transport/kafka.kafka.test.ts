import { Admin, Producer } from "@platformatic/kafka";
import { sql } from "drizzle-orm";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { database } from "@/db/client";
import { kafkaVersion } from "@/scripts/services/kafka/jars";
import { publishFeed } from "@/server/workers/publish";
import { relay } from "@/server/workers/relay";
import { background } from "@/test-support/background";
import { freshDatabases } from "@/test-support/database";
import { commitEvents, noted, noting, ownKafka, upTo } from "@/test-support/transport";
import type { Consumer } from "../consumer";
import { deadLetters } from "../dead-letters";
import { feedEnd } from "../events";
import { kafkaPublisher } from "./kafka-publisher";
import { followKafka } from "./kafka-subscriber";
import { publishLag, publishNext } from "./published";

freshDatabases();
beforeAll(() => console.log(`broker: Apache Kafka ${kafkaVersion}`));

const settings = ownKafka();

function publishing(to = settings): void {
  const publisher = kafkaPublisher(to);
  background(
    (aborted) => relay("payment", aborted),
    (aborted) => publishFeed("payment", publisher, aborted).finally(() => publisher.close()),
  );
}

test("a committed event reaches its consumers over Kafka, once, each stream in order", async () => {
  publishing();
  const consumer = noting("plain");
  background((aborted) => followKafka(consumer, settings, aborted));
  await Promise.all(["a", "b", "c"].map((stream) => commitEvents(stream, 1, 20)));
  for (const stream of ["a", "b", "c"])
    await expect.poll(() => noted("plain", stream), { timeout: 30_000 }).toEqual(upTo(20));
  expect(await publishLag("payment", `kafka:${settings.topicPrefix}`)).toMatchObject({ unpublished: 0 });
});

test("a batch that is sent twice, as after a crash before its offset was noted, has each effect once", async () => {
  const consumer = noting("twice");
  background(
    (aborted) => relay("payment", aborted),
    (aborted) => followKafka(consumer, settings, aborted),
  );
  const publisher = kafkaPublisher(settings);
  onTestFinished(() => publisher.close());
  await commitEvents("twice", 1, 30);
  await expect
    .poll(async () => (await publishLag("payment", publisher.name)).unpublished, { timeout: 20_000 })
    .toBeGreaterThanOrEqual(30);
  const db = await database("payment");
  while ((await publishNext("payment", publisher)) !== 0);
  await db.write((tx) => tx.execute(sql`update payment.published set feed_offset = 0`));
  while ((await publishNext("payment", publisher)) !== 0);
  await expect.poll(() => noted("twice", "twice"), { timeout: 30_000 }).toEqual(upTo(30));
  await commitEvents("twice", 31, 31);
  await expect
    .poll(
      async () => {
        await publishNext("payment", publisher);
        return noted("twice", "twice");
      },
      { timeout: 30_000 },
    )
    .toEqual(upTo(31));
});

test("two processes of one consumer share the work: each effect once, each stream in order", async () => {
  publishing();
  const consumer = noting("shared");
  background(
    (aborted) => followKafka(consumer, settings, aborted),
    (aborted) => followKafka(consumer, settings, aborted),
  );
  const streams = Array.from({ length: 8 }, (_, index) => `shared-${index}`);
  await Promise.all(streams.map((stream) => commitEvents(stream, 1, 15)));
  for (const stream of streams)
    await expect.poll(() => noted("shared", stream), { timeout: 40_000 }).toEqual(upTo(15));
});

test("the group's offsets follow the effects and never lead them", async () => {
  const own = ownKafka();
  publishing(own);
  const gate = Promise.withResolvers<void>();
  const reached = Promise.withResolvers<void>();
  const plain = noting("following");
  const consumer: Consumer = {
    ...plain,
    async handle(...event) {
      reached.resolve();
      await gate.promise;
      await plain.handle(...event);
    },
  };
  const admin = new Admin({ clientId: "test", bootstrapBrokers: own.brokers });
  onTestFinished(() => admin.close());
  const group = `${own.topicPrefix}${consumer.name}`;
  const moved = async () => {
    const [found] = await admin.listConsumerGroupOffsets({ groups: [group] });
    const partitions = found?.topics.flatMap((topic) => topic.partitions) ?? [];
    return partitions.reduce((sum, { committedOffset }) => sum + Number(committedOffset), 0);
  };
  background((aborted) => followKafka(consumer, own, aborted));
  onTestFinished(() => gate.resolve());
  await commitEvents("following", 1, 5);
  await reached.promise;
  expect(await moved()).toBe(0);
  gate.resolve();
  await expect.poll(() => noted("following", "following"), { timeout: 30_000 }).toEqual(upTo(5));
  const end = await database("payment").then((db) => db.read((tx) => feedEnd(tx, "payment")));
  await expect.poll(moved, { timeout: 10_000 }).toBe(end);
});

test("a message that is no event of ours becomes a dead letter, and the rest goes on", async () => {
  publishing();
  const consumer = noting("poisoned");
  const garbage = new Producer({ clientId: "test", bootstrapBrokers: settings.brokers });
  const topic = `${settings.topicPrefix}payment`;
  await garbage.send({ messages: [{ topic, key: Buffer.from("p"), value: Buffer.from("rubbish") }] });
  await garbage.close();
  background((aborted) => followKafka(consumer, settings, aborted));
  await commitEvents("after-poison", 1, 5);
  await expect.poll(() => noted("poisoned", "after-poison"), { timeout: 30_000 }).toEqual(upTo(5));
  const db = await database("inventory");
  const letters = await db.read((tx) => deadLetters(tx, "inventory", "open"));
  expect(letters.filter((letter) => letter.consumer === "poisoned")).toMatchObject([
    {
      error: expect.stringContaining("no event of ours"),
      event: { data: { topic, value: Buffer.from("rubbish").toString("base64") } },
    },
  ]);
});
