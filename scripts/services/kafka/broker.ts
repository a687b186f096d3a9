import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Admin } from "@platformatic/kafka";
import { localDir, type ServicesState } from "../state";
import { ensureJars, findJava, jarsDir } from "./jars";

export type KafkaState = NonNullable<ServicesState["kafka"]>;

const dir = join(localDir, "kafka");
const settingsFile = join(dir, "server.properties");
const pidFile = join(dir, "broker.pid");
const logFile = join(dir, "broker.log");
const startSeconds = 60;

export function kafkaBrokers(state: KafkaState): string {
  return `127.0.0.1:${state.port}`;
}

/** A broker and controller in one process (KRaft), reachable from this machine only. */
export async function startKafka(
  state: KafkaState,
  say: (line: string) => void,
): Promise<"started" | "reused"> {
  if (await kafkaAnswers(state)) return "reused";
  const java = findJava();
  ensureJars(say);
  mkdirSync(dir, { recursive: true });
  writeFileSync(settingsFile, settings(state));
  format(java, state);
  const log = openSync(logFile, "a");
  const child = spawn(
    java,
    ["-Xms256m", "-Xmx512m", "-cp", join(jarsDir, "*"), "kafka.Kafka", settingsFile],
    {
      cwd: dir,
      detached: true,
      stdio: ["ignore", log, log],
    },
  );
  child.unref();
  writeFileSync(pidFile, String(child.pid));
  const giveUpAt = Date.now() + startSeconds * 1000;
  while (!(await kafkaAnswers(state))) {
    if (Date.now() > giveUpAt || !isOurs(readPid())) throw new Error(`Kafka did not start; see ${logFile}.`);
    await pause(200);
  }
  return "started";
}

export async function stopKafka(): Promise<void> {
  const pid = readPid();
  if (!isOurs(pid)) return rmSync(pidFile, { force: true });
  process.kill(pid, "SIGTERM");
  const giveUpAt = Date.now() + 30_000;
  while (isOurs(pid)) {
    if (Date.now() > giveUpAt) process.kill(pid, "SIGKILL");
    await pause(100);
  }
  rmSync(pidFile, { force: true });
}

export function removeKafka(): void {
  rmSync(join(dir, "data"), { recursive: true, force: true });
}

/** Whether our broker answers: the one with our cluster id. */
export async function kafkaAnswers(state: KafkaState | undefined): Promise<boolean> {
  if (state === undefined) return false;
  const admin = new Admin({
    clientId: "services",
    bootstrapBrokers: [kafkaBrokers(state)],
    retries: 0,
    timeout: 2_000,
    connectTimeout: 1_000,
  });
  try {
    return (await admin.metadata({ topics: [] })).id === state.clusterId;
  } catch {
    return false;
  } finally {
    await admin.close().catch(() => undefined);
  }
}

function format(java: string, { clusterId }: KafkaState): void {
  if (existsSync(join(dir, "data", "meta.properties"))) return;
  const tool = ["-cp", join(jarsDir, "*"), "kafka.tools.StorageTool", "format", "-t", clusterId];
  const done = spawnSync(java, [...tool, "-c", settingsFile], { encoding: "utf8" });
  if (done.status !== 0) throw new Error(`Kafka's storage could not be made: ${done.stderr || done.stdout}`);
}

function settings({ port, controllerPort }: KafkaState): string {
  return [
    "process.roles=broker,controller",
    "node.id=1",
    `controller.quorum.voters=1@127.0.0.1:${controllerPort}`,
    `listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    `advertised.listeners=PLAINTEXT://127.0.0.1:${port}`,
    "controller.listener.names=CONTROLLER",
    "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
    `log.dirs=${join(dir, "data")}`,
    "auto.create.topics.enable=false",
    "offsets.topic.replication.factor=1",
    "offsets.topic.num.partitions=4",
    "transaction.state.log.replication.factor=1",
    "transaction.state.log.min.isr=1",
    "group.initial.rebalance.delay.ms=0",
    "",
  ].join("\n");
}

function readPid(): number {
  return existsSync(pidFile) ? Number(readFileSync(pidFile, "utf8")) : 0;
}

/** An old number may belong to another process by now: ours names our settings on its command line. */
function isOurs(pid: number): boolean {
  if (pid === 0) return false;
  return spawnSync("ps", ["-ww", "-p", String(pid), "-o", "args="], { encoding: "utf8" }).stdout.includes(
    settingsFile,
  );
}
