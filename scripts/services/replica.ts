import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { postgresAnswers } from "./databases";
import { asPostgres, logFile, pgBin, prepare, serverSettings } from "./postgres";
import { freePort, type ServicesState, writeState } from "./state";

/** A streaming replica of the private cluster, made with pg_basebackup; answers with its port. */
export async function startReplica(state: ServicesState, say: (line: string) => void): Promise<number> {
  if (!(await postgresAnswers(state))) throw new Error("PostgreSQL is not running: npm run services");
  if (state.replica !== undefined && (await replicaAnswers(state))) {
    say(`replica reused on port ${state.replica.port}`);
    return state.replica.port;
  }
  stopReplica(state);
  const port = await freePort();
  // Always from the beginning: a replica that was down for long may miss what its primary no longer keeps.
  rmSync(dirOf(state), { recursive: true, force: true });
  prepare(dirOf(state));
  asPostgres(pgBin("pg_basebackup"), backupArguments(state), logFile(state), {
    PGPASSWORD: state.postgres.superuserPassword,
  });
  writeFileSync(join(dataOf(state), "mycomputer.conf"), serverSettings(port, "64MB"), { mode: 0o644 });
  state.replica = { port };
  writeState(state);
  asPostgres(
    pgBin("pg_ctl"),
    ["start", "-w", "-t", "60", "-D", dataOf(state), "-l", logOf(state)],
    logOf(state),
  );
  say(`replica started on port ${port}`);
  return port;
}

export function stopReplica(state: ServicesState): void {
  if (!existsSync(join(dataOf(state), "postmaster.pid"))) return;
  const args = ["stop", "-w", "-t", "60", "-m", "fast", "-D", dataOf(state)];
  asPostgres(pgBin("pg_ctl"), args, logOf(state));
}

/** The same address on the replica. */
export function onReplica(url: string, port: number): string {
  const address = new URL(url);
  address.port = String(port);
  return address.href;
}

function replicaAnswers(state: ServicesState): Promise<boolean> {
  const port = state.replica?.port ?? 0;
  return postgresAnswers({ ...state, postgres: { ...state.postgres, port } });
}

function backupArguments(state: ServicesState): string[] {
  const from = ["-h", "127.0.0.1", "-p", String(state.postgres.port), "-U", "postgres"];
  return [...from, "-D", dataOf(state), "-X", "stream", "-R", "--checkpoint=fast", "--no-sync"];
}

function dirOf(state: ServicesState): string {
  return join(state.postgres.dir, "replica");
}

function dataOf(state: ServicesState): string {
  return join(dirOf(state), "data");
}

function logOf(state: ServicesState): string {
  return join(dirOf(state), "postgres.log");
}
