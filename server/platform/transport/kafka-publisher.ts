import { ProduceAcks, Producer } from "@platformatic/kafka";
import type { ContextName } from "@/server/kernel/context-name";
import type { FeedEvent } from "../events";
import { inTime } from "../in-time";
import { throughPolicy } from "../resilience";
import { connection, ensureTopic, type KafkaSettings, topicOf } from "./kafka";
import { encode } from "./message";
import type { Publisher } from "./publisher";

/** A producer whose broker went away in the middle of a request may wait for its answer far longer. */
const sendMillis = 10_000;

/**
 * A topic per context, the stream as key, an idempotent producer that waits for all replicas. The producer itself sends
 * again what a broker may have missed, under the same number, so its policy doesn't. After any failure the producer is
 * made anew: what the old one had under way is unknown, and its numbering of messages with it.
 */
export function kafkaPublisher(settings: KafkaSettings): Publisher {
  const topicsMade = new Set<ContextName>();
  let producer: Producer<string, string, string, string> | undefined;

  function open(): Producer<string, string, string, string> {
    const text = (value?: string) => (value === undefined ? undefined : Buffer.from(value));
    producer ??= new Producer({
      clientId: "mycomputer-relay",
      ...connection(settings),
      idempotent: true,
      // None yet (KIP-360). Left out, the client asks to go on as producer 0, whoever that is.
      producerId: -1n,
      producerEpoch: -1,
      acks: ProduceAcks.ALL,
      retries: 2,
      serializers: { key: text, value: text, headerKey: text, headerValue: text },
    });
    return producer;
  }

  async function close(): Promise<void> {
    const old = producer;
    producer = undefined;
    await old?.close().catch(() => {});
  }

  return {
    name: `kafka:${settings.topicPrefix}`,
    async publish(context, events: readonly FeedEvent[]) {
      const topic = topicOf(settings, context);
      try {
        await throughPolicy("kafka", { idempotent: false }, async () => {
          if (!topicsMade.has(context)) await ensureTopic(settings, context);
          topicsMade.add(context);
          const messages = events.map((event) => ({ topic, ...encode(event) }));
          await inTime(sendMillis, () => open().send({ messages }));
        });
      } catch (error) {
        await close();
        throw error;
      }
    },
    close,
  };
}
