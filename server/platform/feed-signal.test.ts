import { expect, test } from "vitest";
import { signal, signalWaiter } from "./feed-signal";

const name = "numbered:payment" as const;

async function resolvesWithin(wait: Promise<boolean>, millis: number): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), millis));
  return Promise.race([wait.then(() => true), late]);
}

test("a signal that came while the caller was reading wakes it at once", async () => {
  const wait = signalWaiter(name);
  signal(name);
  expect(await resolvesWithin(wait(60_000), 1_000)).toBe(true);
});

test("without a signal it waits, and the next one wakes it", async () => {
  const wait = signalWaiter(name);
  const woken = wait(60_000);
  expect(await resolvesWithin(woken, 30)).toBe(false);
  signal(name);
  expect(await resolvesWithin(woken, 1_000)).toBe(true);
});

test("a caller learns whether a signal woke it or the clock", async () => {
  const wait = signalWaiter(name);
  expect(await wait(1)).toBe(false);
  signal(name);
  expect(await wait(60_000)).toBe(true);
});

test("it ends when its caller goes away", async () => {
  const gone = new AbortController();
  const woken = signalWaiter(name)(60_000, gone.signal);
  gone.abort();
  expect(await resolvesWithin(woken, 1_000)).toBe(true);
});

test("of several names each wakes it, and no other does", async () => {
  const wait = signalWaiter("numbered:payment:deposit.requested", "numbered:payment:deposit.paid");
  signal("numbered:payment");
  signal("numbered:payment:ledger.posted");
  expect(await wait(1)).toBe(false);
  signal("numbered:payment:deposit.paid");
  expect(await wait(60_000)).toBe(true);
  signal("numbered:payment:deposit.requested");
  expect(await wait(60_000)).toBe(true);
});
