import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runNode } from "../lib/run";
import { freePort } from "../services/state";

export type Portal = { url: string; stop: () => Promise<void> };

/** A portal as `npm start` serves it: embedded, in demo mode, with a demo network in a folder of its own. */
export async function startPortal(say: (line: string) => void): Promise<Portal> {
  const dataDir = mkdtempSync(join(tmpdir(), "mycomputer-portal-"));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env = portalEnv({ APP_MODE: "demo", PORT: String(port), HOST: "127.0.0.1", DATA_DIR: dataDir });
  const built = await runNode(["scripts/lib/build-cli.mjs"], { env: { NODE_ENV: "production" } });
  if (built.code !== 0) throw new Error("there is no build to serve; the part `build` says why");
  say("filling a demo network ...");
  const seeded = await runNode(["--import", "tsx", "db/seed/run.ts", "--if-empty"], { env });
  if (seeded.code !== 0) throw new Error(`the demo network could not be filled:\n${seeded.output}`);
  say(`starting the portal at ${url} ...`);
  const log = join(dataDir, "server.log");
  const child = spawn(process.execPath, ["--import", "tsx", "server/main.ts"], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: { ...process.env, ...env, NODE_ENV: "production" },
  });
  const file = createWriteStream(log);
  child.stdout?.pipe(file);
  child.stderr?.pipe(file);
  if (!(await listens(child))) throw new Error(`the portal did not start:\n${readFileSync(log, "utf8")}`);
  return {
    url,
    async stop() {
      await ended(child);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** None of the machine's own services may leak into the embedded portal. */
function portalEnv(own: Record<string, string>): Record<string, string | undefined> {
  const foreign = Object.keys(process.env).filter((name) =>
    /_URL$|^UPSTASH_|^OIDC_|^SMTP_|^MAPBOX_/.test(name),
  );
  return { ...Object.fromEntries(foreign.map((name) => [name, undefined])), ...own };
}

function listens(child: ChildProcess): Promise<boolean> {
  return new Promise((done) => {
    child.once("message", () => done(true));
    child.once("close", () => done(false));
  });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = new Promise((done) => child.once("close", done));
  child.kill("SIGTERM");
  const force = setTimeout(() => child.kill("SIGKILL"), 20_000);
  await closed;
  clearTimeout(force);
}
