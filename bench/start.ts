import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@/scripts/services/state";
import { treeMemoryBytes } from "./process-tree";
import type { Bench } from "./run";

const pageTimeoutMillis = 15 * 60_000;

async function untilPage(url: string, ended: () => boolean): Promise<void> {
  const deadline = performance.now() + pageTimeoutMillis;
  while (performance.now() < deadline) {
    if (ended()) throw new Error("npm start ended before it served a page");
    const status = await fetch(url).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("npm start served no page in time");
}

/** Runs `npm start` until its home page is there. Answers with the seconds it took and the memory it then holds. */
async function startOnce(folder: string): Promise<{ seconds: number; gigabytes: number }> {
  const port = await freePort();
  // As from a person's shell: Next types NODE_ENV as always there, a shell has none.
  const environment = { ...process.env, PORT: String(port) } as Record<string, string | undefined>;
  delete environment.NODE_ENV;
  const began = performance.now();
  const child = spawn("npm", ["start"], {
    cwd: folder,
    env: environment as NodeJS.ProcessEnv,
    stdio: "ignore",
  });
  const closed = new Promise((resolve) => child.once("close", resolve));
  try {
    await untilPage(`http://127.0.0.1:${port}/en`, () => child.exitCode !== null);
    const seconds = (performance.now() - began) / 1000;
    for (let visit = 0; visit < 20; visit++) await fetch(`http://127.0.0.1:${port}/en`);
    return { seconds, gigabytes: treeMemoryBytes(child.pid ?? 0) / 2 ** 30 };
  } finally {
    child.kill("SIGTERM");
    await closed;
  }
}

/** `npm start` in a clean clone of what is committed, and again on what it left. */
export const run: Bench = async (report, say) => {
  const folder = mkdtempSync(join(tmpdir(), "mycomputer-start-"));
  try {
    execFileSync("git", ["clone", "--quiet", process.cwd(), folder]);
    say("first start, from a clean clone");
    const first = await startOnce(folder);
    report("first-start-seconds", first.seconds);
    say("second start");
    const second = await startOnce(folder);
    report("second-start-seconds", second.seconds);
    report("memory-gigabytes", Math.max(first.gigabytes, second.gigabytes));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
