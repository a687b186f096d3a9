import { expect, onTestFinished, test } from "vitest";
import { type Consumer, consumerOffset } from "@/server/platform/consumer";
import { appendEvents } from "@/server/platform/events";
import { onSignal } from "@/server/platform/feed-signal";
import { inTransaction } from "@/server/platform/verb";
import { insideVerb } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { followInPlace } from "./consumers";
import { relay } from "./relay";

freshDatabases();

async function happen(stream: string, type: string): Promise<void> {
  const ctx = insideVerb("inventory", "test");
  await inTransaction(ctx, (inside) => appendEvents(inside, stream, [{ type, data: {} }]));
}

test("a consumer is woken by what it cares for, told by name, and passes what it does not", async () => {
  const handled: string[] = [];
  const consumer: Consumer = {
    name: "cares-for-one",
    context: "payment",
    source: "inventory",
    types: ["test.wanted.v1"],
    handle: async (_, { streamId }) => {
      handled.push(streamId);
    },
  };
  const told: string[] = [];
  for (const name of ["test.wanted", "test.ignored"]) {
    onTestFinished(onSignal(`numbered:inventory:${name}`, () => told.push(name)));
  }
  const stop = new AbortController();
  const running = [relay("inventory", stop.signal), followInPlace(consumer, stop.signal)];
  onTestFinished(async () => {
    stop.abort();
    await Promise.all(running);
  });
  const timeout = 45_000;

  await happen("thing-1", "test.ignored.v1");
  await expect.poll(() => consumerOffset(consumer), { timeout }).toBe(1);
  await happen("thing-2", "test.wanted.v1");
  await expect.poll(() => handled, { timeout }).toEqual(["thing-2"]);
  await happen("thing-3", "test.ignored.v1");
  await happen("thing-4", "test.ignored.v1");
  await expect.poll(() => consumerOffset(consumer), { timeout }).toBe(4);
  expect(handled).toEqual(["thing-2"]);
  expect(new Set(told)).toEqual(new Set(["test.ignored", "test.wanted"]));
});
