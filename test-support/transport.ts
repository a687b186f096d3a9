import { sql } from "drizzle-orm";
import { database, rows } from "@/db/client";
import type { Consumer } from "@/server/platform/consumer";
import { appendEvents } from "@/server/platform/events";
import type { KafkaSettings } from "@/server/platform/transport/kafka";
import { inTransaction } from "@/server/platform/verb";
import { insideVerb } from "./calls";
import { kafkaForTests } from "./services-env";

/** A broker with topics and groups that no other suite has. */
export function topicsOfOurOwn(broker: string): KafkaSettings {
  const topicPrefix = `test-${process.pid}-${crypto.randomUUID().slice(0, 8)}.`;
  return { kind: "kafka", brokers: [broker], topicPrefix, login: undefined };
}

/** The Apache Kafka of the machine. */
export function ownKafka(): KafkaSettings {
  return topicsOfOurOwn(kafkaForTests());
}

/** Commits events of Payment, one transaction each: `n` counts within its stream. */
export async function commitEvents(streamId: string, from: number, to: number): Promise<void> {
  for (let n = from; n <= to; n++) {
    const event = { type: "test.happened.v1", data: { n } };
    await inTransaction(insideVerb("payment", "test"), (inside) =>
      appendEvents(inside, streamId, [event], n - 1),
    );
  }
}

/** Writes down what it handles, so that a test can tell what happened, how often and in which order. */
export function noting(name: string): Consumer {
  return {
    name,
    context: "inventory",
    source: "payment",
    types: ["test.happened.v1"],
    async handle(tx, { streamId, data }) {
      const { n } = data as { n: number };
      const note = `${name}/${streamId}/${n}/${crypto.randomUUID()}`;
      await tx.execute(
        sql`insert into inventory.suppliers values (${note}, clock_timestamp()::text, 'BE', 3)`,
      );
    },
  };
}

/** What a noting consumer has noted of a stream, in the order of its notes. */
export async function noted(name: string, streamId: string): Promise<number[]> {
  const db = await database("inventory");
  const found = await db.read((tx) =>
    rows<{ id: string }>(
      tx,
      sql`select id from inventory.suppliers where id like ${`${name}/${streamId}/%`} order by name`,
    ),
  );
  return found.map(({ id }) => Number(id.split("/")[2]));
}

export function upTo(n: number): number[] {
  return Array.from({ length: n }, (_, index) => index + 1);
}
