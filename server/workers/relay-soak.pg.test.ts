import { expect, onTestFinished, test } from "vitest";
import {
  everyEffectOnceInOrder,
  openTransaction,
  startHarness,
  startWriters,
  underFaults,
} from "@/bench/soak/events";
import { env } from "@/server/platform/env";
import { freshDatabases } from "@/test-support/database";

freshDatabases();

// `npm run soak -- events` does the same two hundred times, and holds the transaction for a minute.
test("a relay that is killed and cut off under writers loses nothing, doubles nothing and keeps each stream's order", async () => {
  const ownerUrl = env().databaseUrl("payment") ?? "";
  const harness = await startHarness(ownerUrl, undefined);
  onTestFinished(() => harness.stop());
  const writers = startWriters();
  await underFaults(harness, 4, 7, writers);
  expect(writers.written()).toBeGreaterThan(4);
  await everyEffectOnceInOrder(writers.written());
  const { alarmSeconds } = await openTransaction(harness, ownerUrl, 6, writers);
  expect(alarmSeconds).toBeLessThan(5);
  await everyEffectOnceInOrder(writers.written());
}, 300_000);
