import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Count, count, readReport, sum } from "../test/count";
import { type Ran, runNode, runTool } from "./run";

type Check = { name: string; run: () => Promise<{ ran: Ran; counted: Count }> };

const checks: Check[] = [
  { name: "types", run: types },
  { name: "lint", run: () => oneOrNone(runTool("biome", ["check", "--error-on-warnings", "."])) },
  { name: "boundaries", run: () => oneOrNone(runNode(["--import", "tsx", "scripts/boundaries.ts"])) },
  { name: "dead code", run: () => oneOrNone(runTool("knip", [])) },
  { name: "unit tests", run: unitTests },
];

/** All that needs no server and no database, side by side; each check counts as one, unit tests one by one. */
export async function verify(say: (line: string) => void): Promise<Count> {
  const counts = await Promise.all(
    checks.map(async ({ name, run }) => {
      const startedAt = performance.now();
      const { ran, counted } = await run();
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      if (counted.failed > 0) say(ran.output.trimEnd());
      say(`${counted.failed === 0 ? "ok  " : "FAIL"} ${name.padEnd(12)} ${seconds} s`);
      return counted;
    }),
  );
  return sum(counts);
}

/** The routes' types are made first: a clean clone has none, and a page that was removed leaves old ones behind. */
async function types() {
  const generated = await runTool("next", ["typegen"]);
  return oneOrNone(generated.code === 0 ? runTool("tsc", ["--noEmit"]) : Promise.resolve(generated));
}

async function oneOrNone(running: Promise<Ran>) {
  const ran = await running;
  return { ran, counted: ran.code === 0 ? count(1, 0) : count(0, 1) };
}

async function unitTests() {
  const folder = mkdtempSync(join(tmpdir(), "verify-"));
  const report = join(folder, "unit.json");
  const reporters = ["--reporter=dot", "--reporter=json", `--outputFile.json=${report}`];
  const ran = await runTool("vitest", ["run", "--project", "unit", ...reporters]);
  const counted = readReport("vitest", report, ran.code);
  rmSync(folder, { recursive: true });
  return { ran, counted };
}
