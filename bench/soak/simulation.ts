import type { Report } from "../run";

const everySeeds = 5_000;

/**
 * The simulation of sagas, relay, consumers and two-phase commits on a million seeds; SIMULATION_SEEDS and
 * SIMULATION_FROM choose others, SIMULATION_MINUTES ends it sooner. Every seed that breaks a promise is printed.
 */
export async function run(report: Report, say: (line: string) => void): Promise<void> {
  // Thousands of refusals are part of it: neither logged nor traced.
  process.env.LOG_LEVEL = "silent";
  Error.stackTraceLimit = 0;
  const { simulate } = await import("@/test-support/simulation/simulate");
  const from = Number(process.env.SIMULATION_FROM ?? 1);
  const seeds = Number(process.env.SIMULATION_SEEDS ?? 1_000_000);
  const until =
    performance.now() + Number(process.env.SIMULATION_MINUTES ?? Number.POSITIVE_INFINITY) * 60_000;
  const seen = { seeds: 0, broken: 0, happened: 0 };
  for (let seed = from; seed < from + seeds && performance.now() < until; seed++) {
    const { violations, happened } = await simulate(seed);
    seen.seeds += 1;
    seen.happened += happened;
    if (violations.length > 0) seen.broken += 1;
    for (const { invariant, what } of violations) say(`SIMULATION_SEED=${seed}: ${invariant}: ${what}`);
    if (seen.seeds % everySeeds === 0) say(`${seen.seeds} seeds, ${seen.broken} broken`);
  }
  say(`${seen.happened} things happened`);
  report("seeds-broken", seen.broken);
  report("seeds-run", seen.seeds);
}
