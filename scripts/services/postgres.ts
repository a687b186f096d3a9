import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { ensureDatabases, postgresAnswers } from "./databases";
import { findPostgres } from "./packages";
import { fallbackDir, localDir, type ServicesState } from "./state";

type Account = { uid: number; gid: number } | undefined;

/** PostgreSQL refuses to run as root, so root runs it as `postgres`; anyone else as themselves. */
function account(): Account {
  if (process.getuid?.() !== 0) return undefined;
  for (const line of readFileSync("/etc/passwd", "utf8").split("\n")) {
    const [name, , uid, gid] = line.split(":");
    if (name === "postgres") return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error("There is no user `postgres` to run PostgreSQL as. Run this as an ordinary user instead.");
}

/** Inside the checkout where the account can reach it, else in a temporary directory of this checkout's own. */
export function choosePostgresDir(): string {
  const inside = join(localDir, "postgres");
  const outside = join(fallbackDir(), "postgres");
  return usable(inside) ? inside : prepare(outside);
}

function usable(dir: string): boolean {
  prepare(dir);
  return spawnSync("test", ["-w", dir], { ...account(), cwd: "/" }).status === 0;
}

export function prepare(dir: string): string {
  mkdirSync(dir, { recursive: true, mode: 0o755 });
  const who = account();
  const self = process.getuid?.() ?? 0;
  const { uid } = lstatSync(dir);
  if (uid !== self && uid !== who?.uid)
    throw new Error(`${dir} belongs to somebody else. Remove it and try again.`);
  if (who) chownSync(dir, who.uid, who.gid);
  chmodSync(dir, 0o700);
  return dir;
}

export async function startPostgres(state: ServicesState, fast: boolean): Promise<"started" | "reused"> {
  const reused = await postgresAnswers(state);
  if (!reused) {
    initialise(state);
    asPostgres(
      pgBin("pg_ctl"),
      ["start", "-w", "-t", "60", "-D", dataDir(state), "-l", logFile(state)],
      logFile(state),
    );
  }
  await ensureDatabases(state, fast);
  return reused ? "reused" : "started";
}

export function stopPostgres(state: ServicesState): void {
  if (!existsSync(join(dataDir(state), "postmaster.pid"))) return;
  asPostgres(pgBin("pg_ctl"), ["stop", "-w", "-t", "60", "-m", "fast", "-D", dataDir(state)], logFile(state));
}

export function removePostgres(state: ServicesState): void {
  rmSync(state.postgres.dir, { recursive: true, force: true });
}

function initialise(state: ServicesState): void {
  const data = dataDir(state);
  prepare(state.postgres.dir);
  if (!existsSync(join(data, "PG_VERSION"))) {
    const passwordFile = join(state.postgres.dir, "password");
    writeFileSync(passwordFile, state.postgres.superuserPassword, { mode: 0o600 });
    const who = account();
    if (who) chownSync(passwordFile, who.uid, who.gid);
    const how = ["-U", "postgres", "--auth=scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"];
    initdb([...how, `--pwfile=${passwordFile}`, "-D", data]);
    rmSync(passwordFile);
    const main = join(data, "postgresql.conf");
    writeFileSync(main, `${readFileSync(main, "utf8")}\ninclude 'mycomputer.conf'\n`);
  }
  const config = join(data, "mycomputer.conf");
  writeFileSync(config, serverSettings(state.postgres.port), { mode: 0o644 });
}

/** TCP on loopback only: a socket's path would be too long in a deep checkout. */
export function serverSettings(port: number, sharedBuffers = "192MB"): string {
  return [
    `port = ${port}`,
    "listen_addresses = '127.0.0.1'",
    "unix_socket_directories = ''",
    "max_connections = 200",
    "max_prepared_transactions = 20",
    `shared_buffers = '${sharedBuffers}'`,
    "max_wal_size = '2GB'",
    "timezone = 'UTC'",
    "log_timezone = 'UTC'",
    "jit = off",
    "",
  ].join("\n");
}

/** The server that pg_ctl starts would keep a pipe open, so what it says is read from its log afterwards. */
export function asPostgres(
  command: string,
  args: string[],
  log: string,
  env: Record<string, string> = {},
): void {
  const result = spawnSync(command, args, {
    ...account(),
    cwd: "/",
    stdio: "ignore",
    env: { ...process.env, ...env },
  });
  if (result.status === 0) return;
  const said = existsSync(log) ? readFileSync(log, "utf8").trim().split("\n").slice(-4).join("\n") : "";
  throw new Error(`PostgreSQL: ${args[0]} failed (${command}).\n${said}`);
}

function initdb(args: string[]): void {
  const result = spawnSync(pgBin("initdb"), args, { ...account(), cwd: "/", encoding: "utf8" });
  if (result.status !== 0) throw new Error(`PostgreSQL's initdb failed: ${result.stderr.trim()}`);
}

export function pgBin(name: string): string {
  const folder = findPostgres();
  if (!folder) throw new Error("PostgreSQL 15 or later with PostGIS is not installed.");
  return join(folder, name);
}

function dataDir(state: ServicesState): string {
  return join(state.postgres.dir, "data");
}

export function logFile(state: ServicesState): string {
  return join(state.postgres.dir, "postgres.log");
}
