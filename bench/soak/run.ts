import { parseArgs } from "node:util";

/** A long run under faults. Throws when a guarantee was broken; `report` gives its figures. */
export type Soak = (
  options: { rounds: number | undefined; seed: number },
  report: (figure: string, value: string | number) => void,
) => Promise<void>;

const soaks: Record<string, () => Promise<{ run: Soak }>> = {
  events: () => import("./events"),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: "string" }, seed: { type: "string" } },
});
const [name = ""] = positionals;
const load = soaks[name];
if (load === undefined) {
  console.error(`npm run soak -- NAME [--rounds=N] [--seed=N]; there are: ${Object.keys(soaks).join(", ")}`);
  process.exit(2);
}
const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const startedAt = performance.now();
try {
  const { run } = await load();
  await run({ rounds, seed }, (figure, value) => console.log(`${figure.padEnd(48)} ${value}`));
  console.log(`soak ${name}: held, ${Math.round((performance.now() - startedAt) / 1000)} s, seed ${seed}`);
} catch (error) {
  console.error(`soak ${name}: BROKEN (seed ${seed})`);
  console.error(error);
  process.exitCode = 1;
}
