import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { redisForTests } from "@/test-support/services-env";
import { Cache } from "./cache";
import { redisStore } from "./redis-store";

const { restUrl: url, restToken: token } = redisForTests();

/** Two processes' caches on one Redis. */
function twoCaches(): [Cache, Cache] {
  const space = randomUUID();
  const one = () => new Cache(redisStore({ url, token }, space));
  return [one(), one()];
}
const options = { ttlSeconds: 60, staleSeconds: 60, tags: ["changed"] };

function origin() {
  const state = { value: 0, asked: 0 };
  const load = async () => {
    state.asked += 1;
    const { value } = state;
    await new Promise((resolve) => setTimeout(resolve, 100));
    return { value };
  };
  return { state, load };
}

test("two hundred askers in two processes cost the origin one question", async () => {
  const [caches, { state, load }] = [twoCaches(), origin()];
  const asking = Array.from({ length: 200 }, (_, n) => caches[n % 2 ? 1 : 0].get("a:1", options, load));
  expect(new Set((await Promise.all(asking)).map(({ value }) => value))).toEqual(new Set([0]));
  expect(state.asked).toBe(1);
  const counts = caches.map((cache) => cache.counts.list()[0]);
  expect(counts.reduce((sum, one) => sum + (one?.loads ?? 0), 0)).toBe(1);
});

test("a change confirmed by one process is seen by the very next reader in the other", async () => {
  const [[one, other], { state, load }] = [twoCaches(), origin()];
  await other.get("a:1", options, load);
  for (let change = 1; change <= 20; change++) {
    state.value = change;
    await one.invalidate(["changed"]);
    expect(await other.get("a:1", options, load)).toEqual({ value: change });
    expect(await one.get("a:1", options, load)).toEqual({ value: change });
  }
  // Each change was loaded once, by whoever asked first.
  expect(state.asked).toBe(21);
});

test("what was being loaded when the change was confirmed is kept by nobody", async () => {
  const [[one, other], { state, load }] = [twoCaches(), origin()];
  const before = other.get("a:1", options, load);
  await expect.poll(() => state.asked, { interval: 5, timeout: 10_000 }).toBe(1);
  state.value = 1;
  await one.invalidate(["changed"]);
  expect(await other.get("a:1", options, load)).toEqual({ value: 1 });
  await before;
  expect(await one.get("a:1", options, load)).toEqual({ value: 1 });
});

test("with Redis away answers are loaded each time, and none is old", async () => {
  const cache = new Cache(redisStore({ url: "http://127.0.0.1:9", token: "none" }, "away"));
  const { state, load } = origin();
  for (let change = 1; change <= 5; change++) {
    state.value = change;
    await cache.invalidate(["changed"]);
    expect(await cache.get("a:1", options, load)).toEqual({ value: change });
  }
  expect(cache.counts.list()[0]).toMatchObject({ bypassed: 5, hits: 0 });
});
