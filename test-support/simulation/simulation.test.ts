import { describe, expect, test } from "vitest";
import { simulate } from "./simulate";

const replayed = process.env.SIMULATION_SEED;
const seeds = Number(process.env.SIMULATION_SEEDS ?? 2_000);

describe.skipIf(replayed !== undefined)("sagas, relay, consumers and two-phase commits", () => {
  test("hold what they promise on every seed, whatever fails around them", { timeout: 300_000 }, async () => {
    for (let seed = 1; seed <= seeds; seed++) {
      const { violations } = await simulate(seed);
      expect(violations, `replay with SIMULATION_SEED=${seed}`).toEqual([]);
    }
  });

  test("do the same again from the same seed", async () => {
    const [first, again] = [await simulate(7, { traced: true }), await simulate(7, { traced: true })];
    expect(again.trace).toEqual(first.trace);
    expect(first.trace.length).toBeGreaterThan(50);
  });
});

test.runIf(replayed !== undefined)("the seed of SIMULATION_SEED", async () => {
  const { trace, violations } = await simulate(Number(replayed), { traced: true });
  console.log(trace.join("\n"));
  expect(violations).toEqual([]);
});
