import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runNode } from "../lib/run";
import { freePort } from "../services/state";

export type Portal = { url: string; stop: () => Promise<void> };

/** A portal as `npm start` serves it: embedded, in demo mode, with a demo network in a folder of its own. */
export async function startPortal(say: (line: string) => void): Promise<Portal> {
  const env = await portalEnv();
  const built = await runNode(["scripts/lib/build-cli.mjs"], { env: { NODE_ENV: "production" } });
  if (built.code !== 0) throw new Error("there is no build to serve; the part `build` says why");
  say("filling a demo network ...");
  const seeded = await runNode(["--import", "tsx", "db/seed/run.ts", "--if-empty"], { env });
  if (seeded.code !== 0) throw new Error(`the demo network could not be filled:\n${seeded.output}`);
  say("starting the portal ...");
  return serve(env);
}

/** Another portal on the same build, with variables of its own, which knows no centre. */
export async function startEmptyPortal(own: Record<string, string>): Promise<Portal> {
  return serve({ ...(await portalEnv()), ...own });
}

async function serve(env: PortalEnv): Promise<Portal> {
  const { DATA_DIR: dataDir, PORT: port } = env;
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
    url: `http://localhost:${port}`,
    async stop() {
      await ended(child);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

type PortalEnv = Record<string, string | undefined> & { DATA_DIR: string; PORT: string };

/** A port and a folder of its own; none of the machine's own services may leak into the embedded portal. */
async function portalEnv(): Promise<PortalEnv> {
  const foreign = Object.keys(process.env).filter((name) =>
    /_URL$|^UPSTASH_|^OIDC_|^SMTP_|^MAPBOX_|^KAFKA_|^KINESIS_/.test(name),
  );
  return {
    ...Object.fromEntries(foreign.map((name) => [name, undefined])),
    APP_MODE: "demo",
    HOST: "127.0.0.1",
    PORT: String(await freePort()),
    DATA_DIR: mkdtempSync(join(tmpdir(), "mycomputer-portal-")),
  };
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
