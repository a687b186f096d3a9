import { Admin, type BaseOptions, UserError } from "@platformatic/kafka";
import type { ContextName } from "@/server/kernel/context-name";
import type { TransportSettings } from "./settings";

export type KafkaSettings = Extract<TransportSettings, { kind: "kafka" }>;

const partitions = 6;
const topicExists = 36; // TOPIC_ALREADY_EXISTS in Kafka's protocol

export function topicOf({ topicPrefix }: KafkaSettings, context: ContextName): string {
  return `${topicPrefix}${context}`;
}

/** What every client of ours says to the brokers. */
export function connection({ brokers, login }: KafkaSettings): Omit<BaseOptions, "clientId"> {
  return {
    bootstrapBrokers: brokers,
    connectTimeout: 3_000,
    requestTimeout: 10_000,
    timeout: 10_000,
    ...(login && { tls: {}, sasl: { mechanism: "SCRAM-SHA-512", ...login } }),
  };
}

/**
 * Makes a context's topic where it is missing: six partitions, as many replicas as the brokers make by default. Where
 * it is there, nobody has to have the right to make one.
 */
export async function ensureTopic(settings: KafkaSettings, context: ContextName): Promise<void> {
  const admin = new Admin({ clientId: "mycomputer-admin", ...connection(settings), retries: 0 });
  const topics = [topicOf(settings, context)];
  try {
    if (!(await knows(admin, topics))) await admin.createTopics({ topics, partitions, replicas: -1 });
  } catch (error) {
    if (!saysThatItExists(error)) throw error;
  } finally {
    await admin.close().catch(() => {});
  }
}

async function knows(admin: Admin, topics: string[]): Promise<boolean> {
  try {
    await admin.metadata({ topics });
    return true;
  } catch (error) {
    if (error instanceof UserError) return false; // what the client makes of an unknown topic
    throw error;
  }
}

function saysThatItExists(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("apiCode" in error && error.apiCode === topicExists) return true;
  const inner = error instanceof AggregateError ? error.errors : [error.cause];
  return inner.some(saysThatItExists);
}
