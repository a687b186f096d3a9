import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Cache } from "./cache";
import { memoryStore } from "./memory-store";
import type { Store } from "./store";

/** A source whose value changes, and that says how often it was asked. */
function origin() {
  const state = { value: 0, asked: 0 };
  return {
    state,
    load: async () => {
      state.asked += 1;
      const { value } = state;
      await new Promise((resolve) => setImmediate(resolve));
      return value;
    },
  };
}
const minute = { ttlSeconds: 60, tags: ["changed"] };

describe("a cache", () => {
  test("asks once, however many want the same at the same moment", async () => {
    const [cache, { state, load }] = [new Cache(memoryStore()), origin()];
    const answers = await Promise.all(Array.from({ length: 200 }, () => cache.get("a:1", minute, load)));
    expect(answers).toEqual(new Array(200).fill(0));
    expect(state.asked).toBe(1);
    await cache.get("a:1", minute, load);
    expect(state.asked).toBe(1);
    expect(cache.counts.list()).toEqual([
      { name: "a", hits: 1, stale: 0, joined: 199, waited: 0, loads: 1, bypassed: 0, hitRatio: 200 / 201 },
    ]);
  });

  test("gives no answer from before a change to whoever asks after it was confirmed", async () => {
    const [cache, { state, load }] = [new Cache(memoryStore()), origin()];
    const before = cache.get("a:1", minute, load);
    state.value = 1;
    await cache.invalidate(["changed"]);
    expect(await cache.get("a:1", minute, load)).toBe(1);
    // The one that was on its way must not be kept over it.
    await before;
    expect(await cache.get("a:1", minute, load)).toBe(1);
  });

  test("keeps what another tag's change does not concern", async () => {
    const [cache, { state, load }] = [new Cache(memoryStore()), origin()];
    await cache.get("a:1", minute, load);
    await cache.invalidate(["something else"]);
    await cache.get("a:1", minute, load);
    expect(state.asked).toBe(1);
  });

  test("gives what is a little old while one caller has it made anew, and never what a change has ended", async () => {
    const [cache, { state, load }] = [new Cache(memoryStore()), origin()];
    const options = { ttlSeconds: 0, staleSeconds: 60, tags: ["changed"] };
    await cache.get("a:1", options, load);
    state.value = 1;
    const stale = await Promise.all(Array.from({ length: 50 }, () => cache.get("a:1", options, load)));
    expect(new Set(stale)).toEqual(new Set([0]));
    await expect.poll(() => cache.get("a:1", options, load), { timeout: 10_000 }).toBe(1);
    state.value = 2;
    await cache.invalidate(["changed"]);
    expect(await cache.get("a:1", options, load)).toBe(2);
  });

  test("keeps no failure, and tells it to all who shared it", async () => {
    const cache = new Cache(memoryStore());
    let fails = true;
    const load = async () => {
      if (fails) throw new Error("the origin is away");
      return "well";
    };
    const answers = await Promise.allSettled([1, 2, 3].map(() => cache.get("a:1", minute, load)));
    expect(answers.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    fails = false;
    expect(await cache.get("a:1", minute, load)).toBe("well");
  });

  test("keeps nothing while its store is away, and still loads little", async () => {
    const away = () => Promise.reject(new Error("away"));
    const store: Store = { read: away, keep: away, lock: away, release: away, renew: away };
    const [cache, { state, load }] = [new Cache(store), origin()];
    await Promise.all(Array.from({ length: 200 }, () => cache.get("a:1", minute, load)));
    expect(state.asked).toBeLessThanOrEqual(2);
    state.value = 1;
    await cache.invalidate(["changed"]);
    expect(await cache.get("a:1", minute, load)).toBe(1);
  });

  test("a change that the store could not be told of is told when it is back, and nothing old is given meanwhile", async () => {
    const inner = memoryStore();
    const wire = { cut: false };
    const store: Store = {
      ...inner,
      renew: (tags) => (wire.cut ? Promise.reject(new Error("away")) : inner.renew(tags)),
    };
    const [cache, { state, load }] = [new Cache(store), origin()];
    await cache.get("a:1", minute, load);
    wire.cut = true;
    state.value = 1;
    await cache.invalidate(["changed"]);
    expect(await cache.get("a:1", minute, load)).toBe(1);
    wire.cut = false;
    const other = new Cache(inner);
    await expect
      .poll(() => cache.payOwed().then(() => other.get("a:1", minute, load)), { timeout: 10_000 })
      .toBe(1);
  });
});

test("however reads and changes interleave, nobody reads what is older than the last change confirmed before they asked", async () => {
  const step = fc.constantFrom("read", "read", "read", "change", "rest");
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const [cache, { state, load }] = [new Cache(memoryStore()), origin()];
      let confirmed = 0;
      const reads: Promise<void>[] = [];
      for (const each of steps) {
        if (each === "rest") await new Promise((resolve) => setImmediate(resolve));
        else if (each === "change") {
          state.value += 1;
          const { value } = state;
          await cache.invalidate(["changed"]);
          confirmed = value;
        } else {
          const atLeast = confirmed;
          reads.push(
            cache.get("a:1", { ttlSeconds: 60, staleSeconds: 60, tags: ["changed"] }, load).then((value) => {
              expect(value).toBeGreaterThanOrEqual(atLeast);
            }),
          );
        }
      }
      await Promise.all(reads);
    }),
    { numRuns: 300 },
  );
});
