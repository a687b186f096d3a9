import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const foreign = /_URL$|^UPSTASH_|^OIDC_|^SMTP_|^SERVICE_|^KAFKA_|^AUTH_SECRET$|^MASTER_KEY$/;
const running = new Set<ChildProcess>();

export interface RunningProcess {
  child: ChildProcess;
  log: string;
}

/** Starts a server and waits until it listens; what it logs is added to a file of its own. */
export async function startProcess(
  name: string,
  args: string[],
  env: Record<string, string | undefined>,
  logDir: string,
): Promise<RunningProcess> {
  mkdirSync(logDir, { recursive: true });
  const log = join(logDir, `${name}.log`);
  const clean = Object.fromEntries(Object.entries(process.env).filter(([key]) => !foreign.test(key)));
  const child = spawn(process.execPath, ["--import", "tsx", ...args], {
    // A group of its own, so that Ctrl-C reaches it once: through us.
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: { ...clean, ...env, NODE_ENV: "production" },
  });
  running.add(child);
  child.once("close", () => running.delete(child));
  const file = createWriteStream(log, { flags: "a" });
  child.stdout?.pipe(file);
  child.stderr?.pipe(file);
  const first = await Promise.race([
    new Promise((done) => child.once("message", () => done("listening"))),
    new Promise((done) => child.once("close", () => done("ended"))),
  ]);
  if (first !== "listening")
    throw new Error(`${name} did not start:\n${readFileSync(log, "utf8").slice(-4000)}`);
  return { child, log };
}

/** Ends one as a crash would: nothing is said to anybody, nothing is put in order. */
export async function killProcess({ child }: RunningProcess): Promise<void> {
  if (!running.has(child)) return;
  const closed = new Promise((done) => child.once("close", done));
  child.kill("SIGKILL");
  await closed;
}

/** Ends all of them, in order where they let us. */
export async function stopProcesses(): Promise<void> {
  const ends = [...running].map((child) => new Promise((done) => child.once("close", done)));
  for (const child of running) child.kill("SIGTERM");
  const force = setTimeout(() => {
    for (const child of running) child.kill("SIGKILL");
  }, 15_000);
  await Promise.all(ends);
  clearTimeout(force);
}
