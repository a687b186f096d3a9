import { execFile, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { kafkaAnswers, kafkaBrokers } from "@/scripts/services/kafka/broker";
import { kafkaVersion } from "@/scripts/services/kafka/jars";
import { findProgram } from "@/scripts/services/packages";
import { readState } from "@/scripts/services/state";

export interface Broker {
  /** Which one it is, for whoever reads what the tests say. */
  name: string;
  address: string;
  stop(): void;
}

/** Where a producer can be tested: the Apache Kafka of `npm run services` where it runs, else a mock of one. */
export async function startBroker(): Promise<Broker> {
  const kafka = readState()?.kafka;
  if (kafka === undefined || !(await kafkaAnswers(kafka))) return startMock();
  return { name: `Apache Kafka ${kafkaVersion}`, address: kafkaBrokers(kafka), stop: () => {} };
}

function kcat(): string {
  const program = findProgram("kcat");
  if (program === undefined)
    throw new Error("kcat is not installed; `npm test -- --only=broker` sees to it.");
  return program;
}

/** librdkafka's mock of three brokers, in a kcat that waits for nothing. It can't serve this client's consumer. */
async function startMock(): Promise<Broker> {
  const mock = ["-X", "test.mock.num.brokers=3", "-X", "debug=mock"];
  const mocked = spawn(kcat(), ["-b", "mocked", ...mock, "-C", "-t", "nothing"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  process.once("exit", () => mocked.kill());
  const address = await new Promise<string>((resolve, reject) => {
    mocked.once("error", reject);
    mocked.once("exit", (code) => reject(new Error(`kcat ended with ${code}`)));
    createInterface({ input: mocked.stderr }).on("line", (line) => {
      const found = /bootstrap\.servers=([\d.:,]+)/.exec(line)?.[1];
      if (found !== undefined) resolve(found.split(",")[0] ?? found);
    });
  });
  return { name: "librdkafka's mock, by kcat", address, stop: () => void mocked.kill() };
}

export interface ReadMessage {
  partition: number;
  key: string;
  headers: Record<string, string>;
  value: unknown;
}

/** All messages of a topic, as another client than ours finds them: by partition, in the order of their offsets. */
export async function readTopic(address: string, topic: string): Promise<ReadMessage[]> {
  const from = ["-C", "-b", address, "-t", topic, "-o", "beginning", "-e", "-q", "-J"];
  const { stdout } = await promisify(execFile)(kcat(), from, { maxBuffer: 2 ** 26, timeout: 20_000 });
  const messages = stdout.split("\n").filter(Boolean).map(parse);
  return messages.sort((a, b) => a.partition - b.partition);
}

/** A line of kcat's: headers are names and values in turn. */
function parse(line: string): ReadMessage {
  const { partition, key, headers, payload } = JSON.parse(line) as {
    partition: number;
    key: string;
    headers: string[];
    payload: string;
  };
  const pairs = headers.flatMap((name, at) => (at % 2 === 0 ? [[name, headers[at + 1] ?? ""]] : []));
  return { partition, key, headers: Object.fromEntries(pairs), value: JSON.parse(payload) };
}
