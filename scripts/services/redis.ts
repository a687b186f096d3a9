import { spawn } from "node:child_process";
import { mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { createClient } from "redis";
import { findProgram } from "./packages";
import { localDir, repoRoot, type ServicesState } from "./state";

export function redisUrl(state: ServicesState): string {
  return `redis://:${state.redis.password}@127.0.0.1:${state.redis.port}`;
}

export function gatewayUrl(state: ServicesState): string {
  return `http://127.0.0.1:${state.gateway.port}`;
}

export async function startRedis(state: ServicesState): Promise<"started" | "reused"> {
  if (await redisAnswers(state)) return "reused";
  const program = findProgram("redis-server");
  if (!program) throw new Error("redis-server is not installed.");
  const dir = join(localDir, "redis");
  mkdirSync(dir, { recursive: true });
  const options = ["--bind", "127.0.0.1", "--port", String(state.redis.port), "--dir", dir];
  // The password goes in over standard input: an argument could be read in the process list.
  const child = spawn(program, ["-", ...options, "--save", "", "--appendonly", "no"], {
    detached: true,
    stdio: ["pipe", openSync(join(dir, "redis.log"), "a"), "ignore"],
  });
  child.stdin?.end(`requirepass ${state.redis.password}\n`);
  child.unref();
  await until(() => redisAnswers(state), `Redis did not start; see ${join(dir, "redis.log")}.`);
  return "started";
}

export async function startGateway(state: ServicesState): Promise<"started" | "reused"> {
  if ((await gatewayPid(state)) !== undefined) return "reused";
  const log = join(localDir, "gateway.log");
  const child = spawn(process.execPath, ["--import", "tsx", join(repoRoot, "scripts/upstash-gateway.ts")], {
    cwd: repoRoot,
    detached: true,
    stdio: ["ignore", openSync(log, "a"), openSync(log, "a")],
    env: {
      ...process.env,
      REDIS_URL: redisUrl(state),
      GATEWAY_PORT: String(state.gateway.port),
      GATEWAY_TOKEN: state.gateway.token,
    },
  });
  child.unref();
  await until(async () => (await gatewayPid(state)) !== undefined, `The gateway did not start; see ${log}.`);
  return "started";
}

export async function stopGateway(state: ServicesState): Promise<void> {
  const pid = await gatewayPid(state);
  if (pid === undefined) return;
  process.kill(pid, "SIGTERM");
  await until(async () => (await gatewayPid(state)) === undefined, "The gateway did not stop.");
}

export async function stopRedis(state: ServicesState): Promise<void> {
  if (!(await redisAnswers(state))) return;
  await withRedis(state, (client) => client.sendCommand(["SHUTDOWN", "NOSAVE"])).catch(() => undefined);
  await until(async () => !(await redisAnswers(state)), "Redis did not stop.");
}

export async function redisAnswers(state: ServicesState): Promise<boolean> {
  try {
    return (await withRedis(state, (client) => client.ping())) === "PONG";
  } catch {
    return false;
  }
}

/** The gateway's own word for its process, so that no other process is ever ended by an old number. */
export async function gatewayPid(state: ServicesState): Promise<number | undefined> {
  try {
    const headers = { authorization: `Bearer ${state.gateway.token}` };
    const response = await fetch(`${gatewayUrl(state)}/health`, {
      headers,
      signal: AbortSignal.timeout(2000),
    });
    const body = (await response.json()) as { pid?: number };
    return response.ok ? body.pid : undefined;
  } catch {
    return undefined;
  }
}

async function withRedis<T>(state: ServicesState, work: (client: ReturnType<typeof connect>) => Promise<T>) {
  const client = connect(state);
  client.on("error", () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    client.destroy();
  }
}

function connect(state: ServicesState) {
  return createClient({ url: redisUrl(state), socket: { reconnectStrategy: false, connectTimeout: 2000 } });
}

async function until(condition: () => Promise<boolean>, complaint: string, seconds = 20): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(complaint);
    await new Promise((next) => setTimeout(next, 50));
  }
}
