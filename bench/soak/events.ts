import { type ChildProcess, fork } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { createRandom } from "@/db/seed/random";
import { servicesEnv } from "@/test-support/services-env";
import { commitEvents, noted, upTo } from "@/test-support/transport";
import { Wire } from "@/test-support/wire";
import { onPostgres } from "../on-postgres";
import type { Bench } from "../run";

const streams = ["a", "b", "c", "d", "e", "f"].map((name) => `soak-${name}`);

const rounds = Number(process.env.SOAK_ROUNDS ?? 200);
const seed = Number(process.env.SOAK_SEED ?? Date.now() % 1_000_000);

/** 200 kills of the relay and cuts of its wire under writers, over Kafka where it runs; then an open transaction. */
export const run: Bench = async (report, say) => {
  const { kafkaBrokers } = servicesEnv();
  say(`over ${kafkaBrokers === undefined ? "the feed in place: no Kafka here" : "Kafka"}, seed ${seed}`);
  await onPostgres(async (ownerUrl) => {
    const harness = await startHarness(ownerUrl, kafkaBrokers);
    try {
      const written = await underFaults(harness, rounds, seed);
      report("kills-and-cuts", rounds);
      say(`${written * streams.length} events committed meanwhile`);
      // Throws where an effect is missing, doubled or out of its stream's order.
      await everyEffectOnceInOrder(written);
      report("streams-broken", 0);
      const { alarmSeconds } = await openTransaction(harness, ownerUrl, 60, written);
      report("seconds-to-alarm", alarmSeconds);
    } finally {
      await harness.stop();
    }
  });
};

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

/** Writers commit while the worker is killed or cut off, at moments that the seed chooses. Answers with how many each wrote. */
export async function underFaults(harness: Harness, rounds: number, seed: number): Promise<number> {
  const random = createRandom(`soak-events/${seed}`);
  let writing = true;
  let written = 0;
  const writers = (async () => {
    while (writing) {
      written += 1;
      await Promise.all(streams.map((stream) => commitEvents(stream, written, written)));
      await pause(60);
    }
  })();
  for (let round = 0; round < rounds; round++) {
    await pause(random.int(20, 600));
    await (random.chance(0.5) ? harness.kill() : harness.cut(random.int(0, 300)));
  }
  writing = false;
  await writers;
  return written;
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

/** A transaction held open while events are written: nothing is lost, and somebody is told in time. */
export async function openTransaction(
  harness: Harness,
  ownerUrl: string,
  holdSeconds: number,
  written: number,
): Promise<{ alarmSeconds: number }> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  const before = harness.alarms("feed_held_back");
  let alarmSeconds = Number.POSITIVE_INFINITY;
  await owner.begin(async (sql) => {
    await sql`select pg_current_xact_id()`;
    const openedAt = performance.now();
    await Promise.all(streams.map((stream) => commitEvents(stream, written + 1, written + 1)));
    while (performance.now() - openedAt < holdSeconds * 1_000) {
      if (harness.alarms("feed_held_back") > before)
        alarmSeconds = Math.min(alarmSeconds, (performance.now() - openedAt) / 1_000);
      await pause(50);
    }
  });
  await owner.end();
  await everyEffectOnceInOrder(written + 1);
  return { alarmSeconds };
}
