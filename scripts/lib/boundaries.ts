import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const projectRoot = resolve(import.meta.dirname, "../..");
const folders = ["app", "components", "server", "db", "i18n"];
const files = ["middleware.ts", "instrumentation.ts"];

type Report = {
  modules: { source: string }[];
  summary: { violations: { from: string; to: string; rule: { name: string } }[] };
};

/** Runs dependency-cruiser over `root` with our rules. A source file that it did not see is a problem too. */
export async function checkBoundaries(root: string): Promise<{ cruised: number; problems: string[] }> {
  if (sources(root).length === 0) return { cruised: 0, problems: ["no source file was found"] };
  const report = await cruise(
    root,
    [...folders, ...files].filter((name) => existsSync(join(root, name))),
  );
  const seen = new Set(report.modules.map((module) => module.source));
  const unseen = sources(root).filter((path) => !seen.has(path));
  const problems = [
    ...report.summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} -> ${to}`),
    ...unseen.map((path) => `not looked at: ${path}`),
  ];
  return { cruised: seen.size, problems };
}

async function cruise(root: string, targets: string[]): Promise<Report> {
  const program = join(projectRoot, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
  const config = join(projectRoot, ".dependency-cruiser.cjs");
  const args = [program, "--config", config, "--output-type", "json", "--no-progress", ...targets];
  const run = promisify(execFile)(process.execPath, args, { cwd: root, maxBuffer: 256 * 1024 * 1024 });
  // It exits with the number of violations; only an output that is no report is a failure of the tool.
  const { stdout, stderr } = await run.catch((error: { stdout?: string; stderr?: string }) => error);
  if (!stdout?.startsWith("{"))
    throw new Error(`dependency-cruiser gave no report: ${stderr ?? stdout ?? ""}`);
  return JSON.parse(stdout) as Report;
}

function sources(root: string): string[] {
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((path) =>
        join(folder, path),
      ),
    )
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith(".d.ts"));
}
