import { type ChildProcess, spawn } from "node:child_process";
import { freePort } from "@/scripts/services/state";
import type { ContextName } from "@/server/kernel/context-name";

export interface ServiceProcess {
  url: string;
  /** What it has logged so far. */
  log: () => string;
  /** Ends it: politely, or as a crash would. */
  stop: (signal?: "SIGTERM" | "SIGKILL") => Promise<void>;
}

/** A service as `npm run service -- <context>` starts it, on the suite's own databases. */
export async function startService(
  context: ContextName,
  env: Record<string, string | undefined>,
  { port, secure = false }: { port?: number; secure?: boolean } = {},
): Promise<ServiceProcess> {
  const settled = { PORT: String(port ?? (await freePort())), HOST: "127.0.0.1", LOG_LEVEL: "info" };
  const child = spawn(process.execPath, ["--import", "tsx", "server/service.ts", context], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: { ...process.env, VITEST: undefined, ...settled, ...env },
  });
  let log = "";
  const keep = (part: Buffer) => {
    log += part.toString();
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  if (!(await listens(child))) throw new Error(`${context} did not start:\n${log}`);
  return {
    url: `${secure ? "https" : "http"}://127.0.0.1:${settled.PORT}`,
    log: () => log,
    stop: (signal = "SIGTERM") => ended(child, signal),
  };
}

function listens(child: ChildProcess): Promise<boolean> {
  return new Promise((done) => {
    child.once("message", () => done(true));
    child.once("close", () => done(false));
  });
}

async function ended(child: ChildProcess, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = new Promise((done) => child.once("close", done));
  child.kill(signal);
  const force = setTimeout(() => child.kill("SIGKILL"), 15_000);
  await closed;
  clearTimeout(force);
}
