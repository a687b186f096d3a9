import { databaseEnv, postgresAnswers, superuserUrl } from "./databases";
import { kafkaAnswers, kafkaBrokers, removeKafka, startKafka, stopKafka } from "./kafka/broker";
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
import { onReplica, startReplica, stopReplica } from "./replica";
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
export const serviceNames = ["postgres", "redis", "kafka"] as const;
export type ServiceName = (typeof serviceNames)[number];

/** What to put into the environment to run on these services; also in .local/env.json. */
export type ServicesEnv = {
  one: Record<string, string>;
  four: Record<string, string>;
  superuserUrl: string;
  redisUrl: string;
  /** Where Kafka listens, once it was started here. */
  kafkaBrokers?: string;
};

/** Without names: PostgreSQL and Redis, and Kafka where this machine can have it. */
export async function startServices(
  say: Say,
  options: { fast?: boolean; only?: readonly ServiceName[] } = {},
): Promise<ServicesEnv> {
  const only = options.only ?? ["postgres", "redis", "kafka"];
  for (const name of only) if (name !== "kafka") ensureInstalled(wishes[name], say);
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
  if (only.includes("kafka")) {
    const started = bringUpKafka(state, say);
    await (options.only === undefined
      ? started.catch((error) => say(`no Kafka: ${error.message}`))
      : started);
  }
  const env = environment(state);
  writePrivateJson("env.json", env);
  return env;
}

async function bringUpKafka(state: ServicesState, say: Say): Promise<void> {
  state.kafka ??= {
    port: await freePort(),
    controllerPort: await freePort(),
    // Kafka's tool would take a leading dash for an option.
    clusterId: newSecret(16, "base64url").replace(/^-/, "A"),
  };
  if (!(await kafkaAnswers(state.kafka))) {
    state.kafka.port = await keepOrMove(state.kafka.port);
    state.kafka.controllerPort = await keepOrMove(state.kafka.controllerPort);
  }
  writeState(state);
  say(`Kafka ${await startKafka(state.kafka, say)} on port ${state.kafka.port}`);
}

/** A streaming replica beside the running PostgreSQL; answers with what sends the contexts' reading there. */
export async function startReplicaService(say: Say): Promise<ServicesEnv["one"]> {
  const state = readState();
  if (!state) throw new Error("nothing was started here: npm run services");
  const port = await startReplica(state, say);
  const { one } = databaseEnv(state);
  const names = ["INVENTORY", "CUSTOMER", "PAYMENT", "LOCATION"];
  return Object.fromEntries(
    names.map((name) => [`${name}_REPLICA_URL`, onReplica(one.DATABASE_URL ?? "", port)]),
  );
}

export function stopReplicaService(): void {
  const state = readState();
  if (state) stopReplica(state);
}

export async function stopServices(say: Say, purge: boolean): Promise<void> {
  const state = readState();
  if (!state) return say("nothing was started here");
  await stopGateway(state);
  await stopRedis(state);
  stopReplica(state);
  stopPostgres(state);
  await stopKafka();
  say("stopped PostgreSQL, Redis, the gateway and Kafka");
  if (!purge) return;
  removePostgres(state);
  removeKafka();
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
    ...(state.kafka && { kafka: await kafkaAnswers(state.kafka) }),
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
    ...(state.kafka && { kafkaBrokers: kafkaBrokers(state.kafka) }),
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
