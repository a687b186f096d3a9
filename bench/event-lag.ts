import { type ChildProcess, fork } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Consumer } from "@/server/platform/consumer";
import { onSignal } from "@/server/platform/feed-signal";
import { kafkaPublisher } from "@/server/platform/transport/kafka-publisher";
import { followKafka } from "@/server/platform/transport/kafka-subscriber";
import { followInPlace } from "@/server/workers/consumers";
import { publishFeed } from "@/server/workers/publish";
import { relay } from "@/server/workers/relay";
import { kafkaForTests } from "@/test-support/services-env";
import { type Committed, writeSteadily } from "./event-writer";
import { onPostgres } from "./on-postgres";
import { median, percentile } from "./result";
import type { Bench } from "./run";

const perSecond = 500;
const seconds = 10;
/** What is written before the clock runs: connections, plans and Kafka's groups have to be warm. No pause after it. */
const warmSeconds = 5;

/** From an event's commit to its effect's commit, at 500 events a second, one commit each. */
export const run: Bench = async (report, say) => {
  let wrong = 0;
  const ways = { "in-place": "one process", split: "two processes, in place", kafka: "two processes, Kafka" };
  for (const [way, words] of Object.entries(ways)) {
    await onPostgres(async () => {
      const { lags, missing, doubled } = await measure(way);
      wrong += missing + doubled;
      const shown = [median(lags), percentile(lags, 0.99), Math.max(...lags)].map((lag) => lag.toFixed(1));
      say(`${words}: p50, p99, most: ${shown.join(", ")} ms over ${lags.length} events`);
      report(`${way}-p99-milliseconds`, percentile(lags, 0.99));
    });
  }
  report("effects-missing-or-doubled", wrong);
};

async function measure(way: string): Promise<{ lags: number[]; missing: number; doubled: number }> {
  const effects = new Map<number, number>();
  const handled: number[] = [];
  let doubled = 0;
  const consumer: Consumer = {
    name: `lag-${way}`,
    context: "inventory",
    source: "payment",
    async handle(tx, event, ctx) {
      const { n } = event.data as { n: number };
      await tx.execute(sql`insert into inventory.suppliers values (${`effect-${n}`}, 'Effect', 'BE', 3)`);
      // As if it had appended: so that the commit is signalled below.
      ctx.appended.events += 1;
      handled.push(n);
    },
  };
  // Given only once the effect's transaction has committed.
  const off = onSignal("committed:inventory", () => {
    const at = performance.timeOrigin + performance.now();
    for (const n of handled.splice(0)) {
      if (effects.has(n)) doubled += 1;
      effects.set(n, at);
    }
  });
  const stop = new AbortController();
  const running = start(way, consumer, stop.signal);
  const all = await write(way, (warmSeconds + seconds) * perSecond);
  const committed = all.slice(warmSeconds * perSecond);
  const giveUpAt = performance.now() + 20_000;
  while (all.some(({ n }) => !effects.has(n)) && performance.now() < giveUpAt) await pause(50);
  stop.abort();
  await Promise.all(running);
  off();
  const lags = committed.flatMap(({ n, at }) => {
    const effect = effects.get(n);
    return effect === undefined ? [] : [effect - at];
  });
  return { lags, missing: all.filter(({ n }) => !effects.has(n)).length, doubled };
}

function start(way: string, consumer: Consumer, aborted: AbortSignal): Promise<void>[] {
  const relays = [relay("payment", aborted), relay("inventory", aborted)];
  if (way !== "kafka") return [...relays, followInPlace(consumer, aborted)];
  const settings = {
    kind: "kafka" as const,
    brokers: [kafkaForTests()],
    topicPrefix: `bench-lag-${process.pid}.`,
    login: undefined,
  };
  const publisher = kafkaPublisher(settings);
  return [
    ...relays,
    publishFeed("payment", publisher, aborted).finally(() => publisher.close()),
    followKafka(consumer, settings, aborted),
  ];
}

/** In this process, or in another one of which this one hears only through the database. */
async function write(way: string, count: number): Promise<Committed[]> {
  if (way === "in-place") return writeSteadily(count, perSecond);
  const child: ChildProcess = fork("bench/event-writer.ts", [`${count}`, `${perSecond}`], {
    execArgv: ["--import", "tsx"],
    serialization: "advanced",
  });
  return new Promise((resolve, reject) => {
    child.once("message", (message) => resolve(message as Committed[]));
    child.once("exit", (code) => reject(new Error(`the writer ended with ${code}`)));
  });
}
