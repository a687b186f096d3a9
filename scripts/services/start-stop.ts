import { databaseEnv, postgresAnswers, superuserUrl } from "./databases";
import { ensureInstalled, wishes } from "./packages";
import { choosePostgresDir, removePostgres, startPostgres, stopPostgres } from "./postgres";
import {
  gatewayPid,
  gatewayUrl,
  redisAnswers,
  redisUrl,
  startGateway,
  startRedis,
  stopGateway,
  stopRedis,
} from "./redis";
import {
  forgetState,
  freePort,
  newSecret,
  readState,
  type ServicesState,
  writePrivateJson,
  writeState,
} from "./state";

export type Say = (line: string) => void;
export type ServiceName = "postgres" | "redis";

/** What to put into the environment to run on these services; also in .local/env.json. */
export type ServicesEnv = {
  one: Record<string, string>;
  four: Record<string, string>;
  superuserUrl: string;
  redisUrl: string;
};

export async function startServices(
  say: Say,
  options: { fast?: boolean; only?: readonly ServiceName[] } = {},
): Promise<ServicesEnv> {
  const only = options.only ?? ["postgres", "redis"];
  for (const name of only) ensureInstalled(wishes[name], say);
  const state = readState() ?? (await newState());
  await moveBusyPorts(state);
  writeState(state);
  if (only.includes("postgres")) {
    say(`PostgreSQL ${await startPostgres(state, options.fast ?? false)} on port ${state.postgres.port}`);
  }
  if (only.includes("redis")) {
    say(`Redis ${await startRedis(state)} on port ${state.redis.port}`);
    say(`Upstash gateway ${await startGateway(state)} on port ${state.gateway.port}`);
  }
  const env = environment(state);
  writePrivateJson("env.json", env);
  return env;
}

export async function stopServices(say: Say, purge: boolean): Promise<void> {
  const state = readState();
  if (!state) return say("nothing was started here");
  await stopGateway(state);
  await stopRedis(state);
  stopPostgres(state);
  say("stopped PostgreSQL, Redis and the gateway");
  if (!purge) return;
  removePostgres(state);
  forgetState();
  say("removed their data");
}

export async function servicesStatus(): Promise<Record<string, boolean>> {
  const state = readState();
  if (!state) return { postgres: false, redis: false, gateway: false };
  return {
    postgres: await postgresAnswers(state),
    redis: await redisAnswers(state),
    gateway: (await gatewayPid(state)) !== undefined,
  };
}

/**
 * The login roles of the contexts belong to the whole cluster and their passwords come from
 * DATABASE_ROLE_SECRET, so every program that uses this cluster has to use the same one.
 */
function environment(state: ServicesState): ServicesEnv {
  const shared = {
    APP_MODE: "demo",
    DATABASE_ROLE_SECRET: state.secrets.databaseRole,
    AUTH_SECRET: state.secrets.auth,
    MASTER_KEY: state.secrets.master,
    UPSTASH_REDIS_REST_URL: gatewayUrl(state),
    UPSTASH_REDIS_REST_TOKEN: state.gateway.token,
  };
  const { one, four } = databaseEnv(state);
  return {
    one: { ...one, ...shared },
    four: { ...four, ...shared },
    superuserUrl: superuserUrl(state),
    redisUrl: redisUrl(state),
  };
}

async function newState(): Promise<ServicesState> {
  return {
    postgres: {
      port: await freePort(),
      dir: choosePostgresDir(),
      superuserPassword: newSecret(),
      ownerPassword: newSecret(),
    },
    redis: { port: await freePort(), password: newSecret() },
    gateway: { port: await freePort(), token: newSecret() },
    secrets: { databaseRole: newSecret(32), auth: newSecret(32), master: newSecret(32, "base64") },
  };
}

/** A port that somebody else took while our server was down is given up for a free one. */
async function moveBusyPorts(state: ServicesState): Promise<void> {
  if (!(await postgresAnswers(state))) state.postgres.port = await keepOrMove(state.postgres.port);
  if (!(await redisAnswers(state))) state.redis.port = await keepOrMove(state.redis.port);
  if ((await gatewayPid(state)) === undefined) state.gateway.port = await keepOrMove(state.gateway.port);
}

async function keepOrMove(port: number): Promise<number> {
  return (await freePort(port).catch(() => undefined)) ?? (await freePort());
}
