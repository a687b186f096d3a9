import { createHash } from "node:crypto";
import { Consumer as KafkaConsumer, type Message, type MessagesStream } from "@platformatic/kafka";
import { backoff } from "../backoff";
import { type Consumer, consumeAll, setUnreadableAside, unreadableType } from "../consumer";
import type { FeedEvent } from "../events";
import { logger } from "../logger";
import { throughPolicy } from "../resilience";
import { connection, ensureTopic, type KafkaSettings, topicOf } from "./kafka";
import { decode } from "./message";

const batch = 200;
const mostPauseMillis = 10_000;

type Stream = MessagesStream<Buffer, Buffer, Buffer, Buffer>;

/**
 * Reads a consumer's source by consumer group until aborted. The group's offsets move only after the effects have
 * committed; what comes twice the inbox knows. A broker that is away is waited for.
 */
export async function followKafka(
  consumer: Consumer,
  settings: KafkaSettings,
  aborted: AbortSignal,
): Promise<void> {
  for (let failures = 0; !aborted.aborted; ) {
    const group = `${settings.topicPrefix}${consumer.name}`;
    const client = new KafkaConsumer({
      clientId: "mycomputer-consumer",
      groupId: group,
      ...connection(settings),
      retries: 1,
      sessionTimeout: 10_000,
      heartbeatInterval: 1_000,
      rebalanceTimeout: 15_000,
      autocommit: false,
      minBytes: 1,
      maxWaitTime: 500,
    });
    try {
      // Tried again here, and so not by its policy.
      const stream = await throughPolicy("kafka", { idempotent: false }, async () => {
        await ensureTopic(settings, consumer.source);
        return client.consume({
          topics: [topicOf(settings, consumer.source)],
          mode: "committed",
          fallbackMode: "earliest",
        });
      });
      await drain(stream, consumer, aborted, () => {
        failures = 0;
      });
    } catch (error) {
      if (aborted.aborted) break;
      failures += 1;
      logger.error({ consumer: consumer.name, group, failures, err: error }, "consumer waits for Kafka");
      await backoff(failures, mostPauseMillis, aborted);
    } finally {
      await client.close(true).catch(() => {});
    }
  }
}

/**
 * Takes what has come, in batches, until aborted or until the stream breaks (then it throws). The next batch does not
 * wait for the group's offsets: a broker takes 5 ms and more over each move of them, for reasons of its own.
 */
async function drain(
  stream: Stream,
  consumer: Consumer,
  aborted: AbortSignal,
  onProgress: () => void,
): Promise<void> {
  const { whole, fail } = untilBroken(stream);
  let moved: Promise<void> = Promise.resolve();
  // One listener for good: a stream that loses its last one forgets that somebody reads it.
  let ready = Promise.withResolvers<void>();
  stream.on("readable", () => ready.resolve());
  aborted.addEventListener("abort", () => ready.resolve(), { once: true });
  while (!aborted.aborted) {
    const messages = takeReady(stream);
    if (messages.length === 0) {
      await whole(ready.promise);
      ready = Promise.withResolvers();
      continue;
    }
    await handleAll(consumer, messages, aborted);
    if (aborted.aborted) break;
    moved = commit(messages).then(onProgress, fail);
  }
  await whole(moved);
}

/** `whole` waits for something, unless the stream breaks meanwhile or has broken already; `fail` breaks it. */
function untilBroken(stream: Stream): {
  whole: <T>(work: Promise<T>) => Promise<T>;
  fail: (error: Error) => void;
} {
  let failure: Error | undefined;
  let giveUp: (error: Error) => void = () => {};
  const fail = (error: Error) => {
    failure ??= error;
    giveUp(failure);
  };
  stream.once("error", fail);
  stream.once("close", () => fail(new Error("the stream from Kafka was closed")));
  const whole = <T>(work: Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      giveUp = reject;
      work.then(resolve, reject);
      if (failure !== undefined) reject(failure);
    });
  return { whole, fail };
}

function takeReady(stream: Stream): Message[] {
  const messages: Message[] = [];
  while (messages.length < batch) {
    const message: Message | null = stream.read();
    if (message === null) break;
    messages.push(message);
  }
  return messages;
}

/** A database that is away is waited for: the same messages again, never the next ones first. */
async function handleAll(
  consumer: Consumer,
  messages: readonly Message[],
  aborted: AbortSignal,
): Promise<void> {
  const events: FeedEvent[] = [];
  for (let failures = 0; !aborted.aborted; ) {
    try {
      events.length = 0;
      for (const message of messages) {
        const event = read(message);
        if (event instanceof Error) await setUnreadableAside(consumer, unreadable(message), event);
        else events.push(event);
      }
      return await consumeAll(consumer, events, { moves: false, aborted });
    } catch (error) {
      failures += 1;
      logger.error({ consumer: consumer.name, failures, err: error }, "consumer waits, trying again");
      await backoff(failures, mostPauseMillis, aborted);
    }
  }
}

function read(message: Message): FeedEvent | Error {
  try {
    const headers = [...message.headers].map(([name, value]) => [name.toString(), value.toString()]);
    return decode({
      key: message.key?.toString() ?? "",
      value: message.value?.toString() ?? "",
      headers: Object.fromEntries(headers),
    });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** What stands for a message that is no event of ours: where it lies in Kafka, and its first bytes. */
function unreadable({ topic, partition, offset, value }: Message): FeedEvent {
  const place = `${topic}/${partition}/${offset}`;
  const digest = createHash("sha256").update(place).digest("hex");
  const id = `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
  const data = { topic, partition, offset: String(offset), value: value?.toString("base64").slice(0, 2_000) };
  return {
    id,
    streamId: `unreadable-${place}`,
    version: 1,
    type: unreadableType,
    data,
    actor: "system",
    correlationId: place,
    causationId: null,
    traceParent: null,
    recordedAt: new Date().toISOString(),
    offset: Number(offset),
  };
}

/** The last message of each partition stands for all before it. */
async function commit(messages: readonly Message[]): Promise<void> {
  const last = new Map(messages.map((message) => [message.partition, message]));
  await Promise.all([...last.values()].map((message) => message.commit()));
}
