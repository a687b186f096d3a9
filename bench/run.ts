import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { type BenchResult, judge } from "./result";

/** Measures and hands each figure to `report`; the value it was measured against, if any, comes third. */
export type Report = (metric: string, value: number, baseline?: number) => void;
export type Bench = (report: Report, say: (line: string) => void) => Promise<void>;

const benches: Record<string, () => Promise<{ run: Bench }>> = {
  "coverage-lookup": () => import("./coverage-lookup"),
  tiles: () => import("./tiles"),
  slots: () => import("./slots"),
  booking: () => import("./booking"),
  "order-search": () => import("./order-search"),
  relay: () => import("./relay"),
  "event-lag": () => import("./event-lag"),
  start: () => import("./start"),
};

const goals = JSON.parse(readFileSync("bench/goals.json", "utf8"));
const words = process.argv.slice(2);
const asJson = words.includes("--json");
const asked = words.filter((word) => !word.startsWith("--"));
const names = asked.length === 0 ? Object.keys(benches) : asked;

function show(figure: number | null): string {
  if (figure === null) return "";
  return figure >= 100 ? figure.toFixed(0) : figure.toPrecision(3);
}

function row({ bench, metric, value, baseline, ratio, goal, holds }: BenchResult): string {
  const cells = [bench, metric, show(value), show(baseline), show(ratio), goal, holds ? "yes" : "NO"];
  return `| ${cells.join(" | ")} |`;
}

async function runBench(name: string): Promise<BenchResult[]> {
  const load = benches[name];
  if (load === undefined) throw new Error(`there is no bench ${name}: ${Object.keys(benches).join(", ")}`);
  const { run } = await load();
  const results: BenchResult[] = [];
  await run(
    (metric, value, baseline) => results.push(judge(goals, name, metric, value, baseline ?? null)),
    (line) => console.error(`  ${line}`),
  );
  return results;
}

if (!asJson) {
  console.log(`Machine: ${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB\n`);
  console.log(
    "| Bench | Figure | Value | Baseline | Ratio | Goal | Holds |\n| --- | --- | --- | --- | --- | --- | --- |",
  );
}
let missed = 0;
for (const name of names) {
  const results = await runBench(name);
  const [headline] = results;
  if (headline === undefined) throw new Error(`${name} measured nothing`);
  const holds = results.every((result) => result.holds);
  if (!holds) missed += 1;
  // One line a bench: its first figure stands for it, and it holds only if every figure does.
  if (asJson) console.log(JSON.stringify({ ...headline, holds, figures: results }));
  else for (const result of results) console.log(row(result));
}
process.exit(missed === 0 ? 0 : 1);
