import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runNode, runTool } from "../lib/run";
import { verify } from "../lib/verify";
import { type Count, count, readReport, sum } from "./count";

/** What a part cannot do without; each can be left out by name. */
export const needs = ["postgres", "redis", "broker", "kafka", "browser"] as const;
export type Need = (typeof needs)[number];

export type Surroundings = { say: (line: string) => void; portalUrl: () => Promise<string> };
export type Part = {
  name: string;
  title: string;
  needs: readonly Need[];
  run: (surroundings: Surroundings) => Promise<Count>;
};

export const parts: readonly Part[] = [
  {
    name: "verify",
    title: "Types, lint, boundaries, dead code, unit tests",
    needs: [],
    run: ({ say }) => verify(say),
  },
  { name: "build", title: "Production build", needs: [], run: build },
  { name: "pglite", title: "Contexts on the embedded database", needs: [], run: () => vitest("pglite") },
  {
    name: "postgres-one",
    title: "Contexts on PostgreSQL, one database",
    needs: ["postgres"],
    run: () => vitest("postgres"),
  },
  {
    name: "postgres-four",
    title: "Contexts on PostgreSQL, a database each",
    needs: ["postgres"],
    run: () => vitest("postgres-four"),
  },
  {
    name: "transport",
    title: "Events to a broker: Apache Kafka, or librdkafka's mock where it can't be had",
    needs: ["postgres", "broker"],
    run: () => vitest("broker"),
  },
  {
    name: "consumers",
    title: "Events from a broker, which only Apache Kafka itself serves",
    needs: ["postgres", "kafka"],
    run: () => vitest("kafka"),
  },
  {
    name: "replica",
    title: "Reading from a streaming replica",
    needs: ["postgres"],
    run: () => vitest("replica"),
  },
  { name: "cache", title: "Cache and limits on Redis", needs: ["redis"], run: () => vitest("redis") },
  {
    name: "rest",
    title: "REST contract against a running portal",
    needs: [],
    run: async ({ portalUrl }) => vitest("rest", { PORTAL_URL: await portalUrl() }),
  },
  {
    name: "journeys",
    title: "Journeys in a real browser",
    needs: ["browser"],
    run: async ({ portalUrl }) => playwright([], { PORTAL_URL: await portalUrl() }),
  },
  {
    name: "split",
    title: "Five processes, each service killed under journeys in a real browser",
    needs: ["postgres", "redis", "browser"],
    run: () => playwright(["-c", "e2e/split/playwright.config.ts"]),
  },
];

async function build({ say }: Surroundings): Promise<Count> {
  const built = await runNode(["scripts/lib/build-cli.mjs"], { live: true, env: { NODE_ENV: "production" } });
  if (built.code !== 0) return count(0, 2, "no build, so nothing could be checked in it");
  const checked = await runNode(["--import", "tsx", "scripts/check-build.ts"]);
  say(checked.output.trimEnd());
  return sum([count(1, 0), checked.code === 0 ? count(1, 0) : count(0, 1)]);
}

async function vitest(project: string, env: Record<string, string> = {}): Promise<Count> {
  return withReport(async (report) => {
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const { code } = await runTool("vitest", ["run", "--project", project, ...reporters], {
      live: true,
      env,
    });
    return readReport("vitest", report, code);
  });
}

async function playwright(args: string[], env: Record<string, string> = {}): Promise<Count> {
  return withReport(async (report) => {
    const names = { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
    const { code } = await runTool("playwright", ["test", ...args], { live: true, env: names });
    return readReport("playwright", report, code);
  });
}

async function withReport(work: (file: string) => Promise<Count>): Promise<Count> {
  const folder = mkdtempSync(join(tmpdir(), "mycomputer-report-"));
  try {
    return await work(join(folder, "report.json"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
