import { type ChildProcess, fork } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { createRandom } from "@/db/seed/random";
import { type KafkaState, kafkaBrokers, startKafka, stopKafka } from "@/scripts/services/kafka/broker";
import { readState } from "@/scripts/services/state";
import { servicesEnv } from "@/test-support/services-env";
import { commitEvents, noted, upTo } from "@/test-support/transport";
import { Wire } from "@/test-support/wire";
import { onPostgres } from "../on-postgres";
import type { Bench } from "../run";

const streams = ["a", "b", "c", "d", "e", "f"].map((name) => `soak-${name}`);

const rounds = Number(process.env.SOAK_ROUNDS ?? 200);
const seed = Number(process.env.SOAK_SEED ?? Date.now() % 1_000_000);
const holdSeconds = Number(process.env.SOAK_HOLD_SECONDS ?? 60);
const awaySeconds = Number(process.env.SOAK_AWAY_SECONDS ?? 600);

/**
 * 200 kills of the relay and cuts of its wire under writers; then a transaction held open for a minute. Over Kafka,
 * where it runs, its broker is away for ten minutes meanwhile.
 */
export const run: Bench = async (report, say) => {
  const kafka = servicesEnv().kafkaBrokers === undefined ? undefined : readState()?.kafka;
  say(`over ${kafka === undefined ? "the feed in place: no Kafka here" : "Kafka"}, seed ${seed}`);
  await onPostgres(async (ownerUrl) => {
    const harness = await startHarness(ownerUrl, kafka && kafkaBrokers(kafka));
    const writers = startWriters();
    try {
      await underFaults(harness, rounds, seed, writers);
      report("kills-and-cuts", rounds);
      say(`${writers.written() * streams.length} events committed meanwhile`);
      // Throws where an effect is missing, doubled or out of its stream's order.
      await everyEffectOnceInOrder(writers.written());
      const holding = () => openTransaction(harness, ownerUrl, holdSeconds, writers);
      const { alarmSeconds, brokerAlarmSeconds } =
        kafka === undefined
          ? { ...(await holding()), brokerAlarmSeconds: undefined }
          : await brokerAway(kafka, harness, writers, holding);
      report("seconds-held-open", holdSeconds);
      report("seconds-to-alarm", alarmSeconds);
      if (brokerAlarmSeconds !== undefined) {
        report("seconds-broker-away", awaySeconds);
        report("seconds-to-broker-alarm", brokerAlarmSeconds);
      }
      const back = performance.now();
      await everyEffectOnceInOrder(writers.written());
      say(
        `${writers.written() * streams.length} events in all; the last effect came ${seconds(back)} s later`,
      );
      report("streams-broken", 0);
    } finally {
      await harness.stop();
    }
  });
};

function seconds(since: number): number {
  return Math.round(performance.now() - since) / 1_000;
}

/** The broker goes away, events are committed all the time, and `meanwhile` happens beside it; then it is back. */
async function brokerAway<T>(
  kafka: KafkaState,
  harness: Harness,
  writers: Writers,
  meanwhile: () => Promise<T>,
): Promise<T & { brokerAlarmSeconds: number }> {
  const before = harness.alarms("broker_away");
  await stopKafka();
  const goneAt = performance.now();
  let brokerAlarmSeconds = Number.POSITIVE_INFINITY;
  try {
    const beside = meanwhile();
    while (seconds(goneAt) < awaySeconds) {
      await writers.round();
      await pause(1_000);
      if (harness.alarms("broker_away") > before)
        brokerAlarmSeconds = Math.min(brokerAlarmSeconds, seconds(goneAt));
    }
    return { ...(await beside), brokerAlarmSeconds };
  } finally {
    await startKafka(kafka, () => {});
  }
}

/** Writes the next event to every stream, one round after the other whoever asks for them. */
export interface Writers {
  round(): Promise<void>;
  /** How many rounds there were. */
  written(): number;
}

export function startWriters(): Writers {
  let written = 0;
  let last: Promise<void> = Promise.resolve();
  return {
    round() {
      last = last.then(async () => {
        written += 1;
        await Promise.all(streams.map((stream) => commitEvents(stream, written, written)));
      });
      return last;
    },
    written: () => written,
  };
}

export interface Harness {
  kill(): Promise<void>;
  cut(millis: number): Promise<void>;
  /** How many alarms of that name the worker's log has had. */
  alarms(name: string): number;
  stop(): Promise<void>;
}

/** A worker process behind a wire, started again whenever it was killed. */
export async function startHarness(ownerUrl: string, kafkaBrokers: string | undefined): Promise<Harness> {
  const wire = new Wire(new URL(ownerUrl));
  const url = new URL(ownerUrl);
  url.port = String(await wire.join());
  const alarms: string[] = [];
  const topicPrefix = `soak-${process.pid}-${crypto.randomUUID().slice(0, 8)}.`;
  const start = () =>
    startWorker(
      {
        DATABASE_URL: url.href,
        LOG_LEVEL: "error",
        ...(kafkaBrokers && { KAFKA_BROKERS: kafkaBrokers, KAFKA_TOPIC_PREFIX: topicPrefix }),
      },
      (line) => alarms.push(...(/"alarm":"(\w+)"/.exec(line)?.slice(1) ?? [])),
    );
  let worker = await start();
  return {
    async kill() {
      await end(worker);
      worker = await start();
    },
    async cut(millis) {
      await wire.cut();
      await pause(millis);
      await wire.join();
    },
    alarms: (name) => alarms.filter((alarm) => alarm === name).length,
    async stop() {
      await end(worker).catch(() => {});
      await wire.cut();
    },
  };
}

async function startWorker(
  own: Record<string, string>,
  onLine: (line: string) => void,
): Promise<ChildProcess> {
  const worker = fork("bench/soak/event-worker.ts", [], {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, ...own },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  if (worker.stdout !== null) createInterface({ input: worker.stdout }).on("line", onLine);
  await new Promise<void>((resolve, reject) => {
    worker.once("message", () => resolve());
    worker.once("exit", (code) => reject(new Error(`the worker ended with ${code}`)));
  });
  return worker;
}

async function end(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null) throw new Error(`the worker ended by itself, with ${worker.exitCode}`);
  const gone = new Promise((resolve) => worker.once("exit", resolve));
  worker.kill("SIGKILL");
  await gone;
}

/** Writers commit while the worker is killed or cut off, at moments that the seed chooses. */
export async function underFaults(
  harness: Harness,
  rounds: number,
  seed: number,
  writers: Writers,
): Promise<void> {
  const random = createRandom(`soak-events/${seed}`);
  let writing = true;
  const written = (async () => {
    while (writing) {
      await writers.round();
      await pause(60);
    }
  })();
  for (let round = 0; round < rounds; round++) {
    await pause(random.int(20, 600));
    await (random.chance(0.5) ? harness.kill() : harness.cut(random.int(0, 300)));
  }
  writing = false;
  await written;
}

/** Polls until every stream's effects are there; each once, in the order of its events. */
export async function everyEffectOnceInOrder(written: number, patienceSeconds = 120): Promise<void> {
  const expected = upTo(written).join();
  for (const stream of streams) {
    const giveUpAt = performance.now() + patienceSeconds * 1_000;
    let found: number[] = [];
    while (performance.now() < giveUpAt) {
      found = await noted("soak", stream);
      if (found.length >= written) break;
      await pause(200);
    }
    if (found.join() !== expected) {
      const wrong = found.findIndex((n, index) => n !== index + 1);
      throw new Error(
        `${stream}: ${found.length} effects of ${written} events; the first that is wrong: place ${wrong}`,
      );
    }
  }
}

/** A transaction held open while events are written: somebody is told in time. */
export async function openTransaction(
  harness: Harness,
  ownerUrl: string,
  holdSeconds: number,
  writers: Writers,
): Promise<{ alarmSeconds: number }> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  const before = harness.alarms("feed_held_back");
  let alarmSeconds = Number.POSITIVE_INFINITY;
  await owner.begin(async (sql) => {
    await sql`select pg_current_xact_id()`;
    const openedAt = performance.now();
    await writers.round();
    while (seconds(openedAt) < holdSeconds) {
      if (harness.alarms("feed_held_back") > before) alarmSeconds = Math.min(alarmSeconds, seconds(openedAt));
      await pause(50);
    }
  });
  await owner.end();
  return { alarmSeconds };
}
