import { parseArgs } from "node:util";
import { withServicesLock } from "./services/lock";
import {
  type ServiceName,
  serviceNames,
  servicesStatus,
  startReplicaService,
  startServices,
  stopServices,
} from "./services/start-stop";

const help = `npm run services -- [start|replica|stop|status] [postgres] [redis] [kafka] [--fast] [--layout one|four] [--purge]
  start   PostgreSQL with PostGIS, Redis and its Upstash gateway, and Apache Kafka where Java 17 and Maven are
          there, on free ports of 127.0.0.1; or only what is named
  replica a streaming replica of that PostgreSQL, for <CONTEXT>_REPLICA_URL
  stop    ends them; --purge removes their data too
  status  says what is alive
  --fast  for tests: PostgreSQL does not wait for the disk`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    fast: { type: "boolean", default: false },
    purge: { type: "boolean", default: false },
    layout: { type: "string", default: "one" },
    help: { type: "boolean", default: false },
  },
});

async function main(): Promise<number> {
  const { action, only } = asked();
  if (values.help) console.log(help);
  else if (action === "start") await withServicesLock(() => start(only));
  else if (action === "replica") await withServicesLock(replica);
  else if (action === "stop") await withServicesLock(() => stopServices(console.log, values.purge));
  else if (action === "status") return status();
  else throw new Error(help);
  return 0;
}

function asked(): { action: string; only: ServiceName[] | undefined } {
  const only = serviceNames.filter((name) => positionals.includes(name));
  const rest = positionals.filter((word) => !serviceNames.some((name) => name === word));
  return { action: rest[0] ?? "start", only: only.length === 0 ? undefined : only };
}

async function start(only: ServiceName[] | undefined): Promise<void> {
  const env = await startServices(console.log, { fast: values.fast, ...(only && { only }) });
  const lines = Object.entries(values.layout === "four" ? env.four : env.one);
  console.log(`\nPut this into .env (also in .local/env.json):\n`);
  console.log(lines.map(([name, value]) => `${name}=${value}`).join("\n"));
  if (env.kafkaBrokers)
    console.log(`\nTo send events over Kafka, also:\n\nKAFKA_BROKERS=${env.kafkaBrokers}`);
}

async function replica(): Promise<void> {
  const lines = Object.entries(await startReplicaService(console.log));
  console.log(`\nPut this into .env:\n`);
  console.log(lines.map(([name, value]) => `${name}=${value}`).join("\n"));
}

async function status(): Promise<number> {
  const states = await servicesStatus();
  for (const [name, alive] of Object.entries(states))
    console.log(`${name.padEnd(9)} ${alive ? "alive" : "down"}`);
  return Object.values(states).every(Boolean) ? 0 : 3;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
