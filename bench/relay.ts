import postgres from "postgres";
import { kafkaPublisher } from "@/server/platform/transport/kafka-publisher";
import { publishNext } from "@/server/platform/transport/published";
import { numberCommittedEvents } from "@/server/workers/relay";
import { kafkaForTests } from "@/test-support/services-env";
import { onPostgres } from "./on-postgres";
import { median } from "./result";
import type { Bench } from "./run";

const measured = 60_000;
const rounds = 3;
const streams = 5_000;
const backlog = Number(process.env.BENCH_BACKLOG ?? 1_000_000);

/** Committed events numbered and sent to Kafka until acknowledged; alone, and with a backlog behind them. */
export const run: Bench = async (report, say) => {
  await onPostgres(async (ownerUrl) => {
    const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
    const settings = {
      kind: "kafka" as const,
      brokers: [kafkaForTests()],
      topicPrefix: `bench-${process.pid}.`,
      login: undefined,
    };
    const publisher = kafkaPublisher(settings);
    try {
      await fill(owner, 2_000);
      await drain(publisher, 2_000);
      const alone: number[] = [];
      for (let round = 0; round < rounds; round++) {
        await fill(owner, measured);
        alone.push(await drain(publisher, measured));
      }
      say(`alone: ${alone.map((rate) => rate.toFixed(0)).join(", ")} events/s`);
      await fill(owner, backlog);
      say(`${backlog} events wait`);
      const behind: number[] = [];
      for (let round = 0; round < rounds; round++) behind.push(await drain(publisher, measured));
      say(`with the backlog: ${behind.map((rate) => rate.toFixed(0)).join(", ")} events/s`);
      report("events-per-second", median(alone));
      report("cost-of-a-backlog", median(alone) / median(behind));
    } finally {
      await publisher.close();
      await owner.end();
    }
  });
};

/** Events as appendEvents leaves them, committed together. */
async function fill(owner: postgres.Sql, count: number): Promise<void> {
  await owner`
    insert into payment.events (id, stream_id, version, type, data, actor, correlation_id, recorded_at)
    select gen_random_uuid(), 'bench-' || (n % ${streams}), 1 + n / ${streams}, 'test.happened.v1',
           jsonb_build_object('n', n, 'orderId', gen_random_uuid(), 'amountMinor', 12900), 'system',
           'bench-' || n, now()
      from generate_series(1, ${count}::int) as n`;
  await owner`analyze payment.events`;
}

/** Numbers and sends side by side, as the worker does, until so many are acknowledged. Events a second. */
async function drain(publisher: ReturnType<typeof kafkaPublisher>, count: number): Promise<number> {
  const startedAt = performance.now();
  let sent = 0;
  const number = async () => {
    for (let numbered = 0; numbered < count; )
      numbered += (await numberCommittedEvents("payment"))?.numbered ?? 0;
  };
  const send = async () => {
    while (sent < count) sent += await publishNext("payment", publisher);
  };
  await Promise.all([number(), send()]);
  return (sent * 1_000) / (performance.now() - startedAt);
}
