import { expect, onTestFinished, test, vi } from "vitest";
import { startKafka, stopKafka } from "@/scripts/services/kafka/broker";
import { readState } from "@/scripts/services/state";
import { publishFeed } from "@/server/workers/publish";
import { relay } from "@/server/workers/relay";
import { freshDatabases } from "@/test-support/database";
import { commitEvents, noted, noting, ownKafka, upTo } from "@/test-support/transport";
import { logger } from "../logger";
import { dependencyStates } from "../resilience";
import { kafkaPublisher } from "./kafka-publisher";
import { followKafka } from "./kafka-subscriber";
import { publishLag } from "./published";

freshDatabases();

const settings = ownKafka();
const state = readState()?.kafka;

const kafkaState = () => dependencyStates().find(({ name }) => name === "kafka");

test("a broker that goes away is told of; what was committed meanwhile arrives once it is back, once and in order", async () => {
  if (state === undefined) throw new Error("Kafka was not started by `npm run services`");
  const told: { alarm?: string; unpublished?: number; err?: Error }[] = [];
  const said = vi.spyOn(logger, "error").mockImplementation((entry: unknown) => {
    told.push(entry as (typeof told)[number]);
  });
  const stop = new AbortController();
  const publisher = kafkaPublisher(settings);
  const running = [
    relay("payment", stop.signal),
    publishFeed("payment", publisher, stop.signal),
    followKafka(noting("away"), settings, stop.signal),
  ];
  onTestFinished(async () => {
    stop.abort();
    await Promise.all(running);
    await publisher.close();
    said.mockRestore();
    await startKafka(state, () => {});
  });
  await commitEvents("away", 1, 10);
  await expect.poll(() => noted("away", "away"), { timeout: 30_000 }).toEqual(upTo(10));

  await stopKafka();
  await commitEvents("away", 11, 30);
  const alarm = () => told.find((entry) => entry.alarm === "broker_away");
  await expect.poll(alarm, { timeout: 40_000 }).toMatchObject({
    context: "payment",
    unpublished: 20,
    err: { code: "unavailable", details: { dependency: "kafka" } },
  });
  expect(kafkaState()).toMatchObject({ failures: expect.any(Number), retries: 0 });
  expect(kafkaState()?.failures).toBeGreaterThan(0);
  expect(await publishLag("payment", publisher.name)).toMatchObject({ unpublished: 20 });
  expect(await noted("away", "away")).toEqual(upTo(10));

  await startKafka(state, () => {});
  await expect.poll(() => noted("away", "away"), { timeout: 60_000 }).toEqual(upTo(30));
  expect(await publishLag("payment", publisher.name)).toMatchObject({ unpublished: 0 });
  await expect.poll(() => kafkaState()?.breaker, { timeout: 20_000 }).toBe("closed");
}, 180_000);
