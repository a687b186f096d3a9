import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { callBy, staff } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { feedEvent } from "@/test-support/events";
import { type Consumer, consumeAll } from "./consumer";
import { retryLetters } from "./retry-letters";

freshDatabases();

/** Handles `a-1`, `a-2`, `b-1`, …: streams by letter. Fails on what stands in `broken`. */
function consumerNamed(name: string, types?: string[]) {
  const handled: string[] = [];
  const broken = new Set<string>();
  const consumer: Consumer = {
    name,
    context: "inventory",
    source: "customer",
    ...(types && { types }),
    async handle(_tx, { data }) {
      const { label } = data as { label: string };
      if (broken.has(label)) throw new Error(`${label} is broken`);
      handled.push(label);
    },
  };
  return { consumer, handled, broken };
}

let offset = 0;
function happened(label: string, type = "test.happened.v1") {
  offset += 1;
  return feedEvent(offset, { streamId: label.slice(0, 1), type, data: { label } });
}

const admin = () => callBy(staff({ role: "admin", serviceCenterId: null })).contexts.inventory.deadLetters;

async function lettersOf(consumer: string) {
  const { deadLetters } = await admin().list.query();
  return deadLetters
    .filter((letter) => letter.consumer === consumer)
    .map(({ eventId, data, error, waiting, attempts }) => ({
      eventId,
      label: (data as { label: string }).label,
      error,
      waiting,
      attempts,
    }));
}

/** Retries as the worker would, until the verb has its answer. */
async function retry(consumer: Consumer, eventId: string): Promise<string> {
  const answer = admin().retry.mutate({ consumer: consumer.name, eventId });
  const done = answer.then(
    () => true,
    () => true,
  );
  // The embedded database answers without giving way to the clock, which the verb waits by.
  while (!(await Promise.race([done, retryLetters(consumer).then(() => setImmediate(false))])));
  return (await answer).outcome;
}

test("what keeps failing is set aside with its reason, its stream waits behind it, other streams go on", async () => {
  const { consumer, handled, broken } = consumerNamed("set-aside");
  broken.add("a-1");
  await consumeAll(consumer, [happened("a-1"), happened("b-1"), happened("a-2"), happened("b-2")]);
  await consumeAll(consumer, [happened("a-3"), happened("b-3")]);
  expect(handled.filter((label) => label.startsWith("a"))).toEqual([]);
  expect(handled).toEqual(["b-1", "b-2", "b-3"]);
  expect(await lettersOf("set-aside")).toMatchObject([
    { label: "a-1", error: "a-1 is broken", waiting: false, attempts: 5 },
    { label: "a-2", error: "waits for an earlier event of its stream", waiting: true, attempts: 0 },
    { label: "a-3", waiting: true },
  ]);
});

test("a retry handles the stream's letters in their order, and what comes later goes straight through", async () => {
  const { consumer, handled, broken } = consumerNamed("retried");
  broken.add("a-1").add("a-3");
  await consumeAll(consumer, [happened("a-1"), happened("a-2"), happened("a-3"), happened("a-4")]);
  const [first] = await lettersOf("retried");
  expect(await retry(consumer, first?.eventId ?? "")).toBe("failed_again");
  broken.delete("a-1");
  expect(await retry(consumer, first?.eventId ?? "")).toBe("failed_again");
  expect(handled).toEqual(["a-1", "a-2"]);
  const [head] = await lettersOf("retried");
  expect(head).toMatchObject({ label: "a-3", error: "a-3 is broken", waiting: false });
  broken.clear();
  expect(await retry(consumer, head?.eventId ?? "")).toBe("handled");
  await consumeAll(consumer, [happened("a-5")]);
  expect(handled).toEqual(["a-1", "a-2", "a-3", "a-4", "a-5"]);
  expect(await lettersOf("retried")).toEqual([]);
});

test("a dropped letter keeps who, when and why; what waited behind it goes on; it never comes again", async () => {
  const { consumer, handled, broken } = consumerNamed("dropped");
  broken.add("a-1");
  const poison = happened("a-1");
  await consumeAll(consumer, [poison, happened("a-2")]);
  const letter = { consumer: "dropped", eventId: poison.id };
  await expect(admin().drop.mutate({ ...letter, reason: " " })).rejects.toThrow();
  await admin().drop.mutate({ ...letter, reason: "test order, nobody waits for it" });
  await retryLetters(consumer);
  broken.clear();
  await consumeAll(consumer, [poison]);
  expect(handled).toEqual(["a-2"]);
  expect(await lettersOf("dropped")).toEqual([]);
  const { deadLetters: kept } = await admin().list.query({ which: "dropped" });
  expect(kept).toMatchObject([
    {
      eventId: poison.id,
      dropped: {
        by: "staff:0190a0b0-0000-7000-8000-00000000aaaa",
        reason: "test order, nobody waits for it",
      },
    },
  ]);
  await expect(admin().drop.mutate({ ...letter, reason: "once more" })).rejects.toThrow("not_found");
});

test("an unknown version of a known type becomes a letter that says so; unknown types are passed over", async () => {
  const { consumer, handled } = consumerNamed("versions", ["test.happened.v1"]);
  const events = [happened("a-1", "test.happened.v2"), happened("a-2"), happened("b-1", "test.other.v7")];
  await consumeAll(consumer, [...events, happened("b-2")]);
  expect(handled).toEqual(["b-2"]);
  expect(await lettersOf("versions")).toMatchObject([
    { label: "a-1", error: "version v2 of test.happened is not known here (known: v1)", attempts: 0 },
    { label: "a-2", waiting: true },
  ]);
});

test("only admins read, retry or drop dead letters", async () => {
  const desk = callBy(staff({ role: "front_desk", serviceCenterId: null })).contexts.inventory.deadLetters;
  const letter = { consumer: "dropped", eventId: feedEvent(1).id };
  await expect(desk.list.query()).rejects.toThrow("not_allowed");
  await expect(desk.retry.mutate(letter)).rejects.toThrow("not_allowed");
  await expect(desk.drop.mutate({ ...letter, reason: "because" })).rejects.toThrow("not_allowed");
  await expect(callBy().contexts.inventory.deadLetters.list.query()).rejects.toThrow("not_signed_in");
});
