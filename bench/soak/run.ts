import { readFileSync } from "node:fs";
import { judge } from "../result";
import type { Bench } from "../run";

/** Long runs under faults. Each reports figures against bench/goals.json; the run fails if one does not hold. */
const soaks: Record<string, () => Promise<{ run: Bench }>> = {
  "double-booking": () => import("./double-booking"),
  events: () => import("./events"),
  idempotency: () => import("./idempotency"),
  live: () => import("./live"),
  simulation: () => import("./simulation"),
  "two-phase": () => import("./two-phase"),
};

const [name = ""] = process.argv.slice(2);
const load = soaks[name];
if (load === undefined) {
  console.error(`npm run soak -- NAME; there are: ${Object.keys(soaks).join(", ")}`);
  process.exit(2);
}
const goals = JSON.parse(readFileSync("bench/goals.json", "utf8"));
const startedAt = performance.now();
const { run } = await load();
let held = true;
await run(
  (metric, value, baseline) => {
    const { goal, holds } = judge(goals, name, metric, value, baseline ?? null);
    held &&= holds;
    console.log(`${metric.padEnd(40)} ${String(value).padStart(10)}   ${goal}${holds ? "" : "   NO"}`);
  },
  (line) => console.log(`  ${line}`),
);
const seconds = Math.round((performance.now() - startedAt) / 1000);
console.log(`soak ${name}: ${held ? "held" : "BROKEN"}, ${seconds} s`);
process.exit(held ? 0 : 1);
