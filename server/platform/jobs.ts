import { PgBoss, type QueueOptions, type QueuePolicy } from "pg-boss";
import { databases } from "@/db/client";
import { jobSchemaOf } from "@/db/job-store";
import type { SchemaName } from "@/server/kernel/context-name";
import { logger } from "./logger";

/** Work that outlives a request: kept in the schema's own job tables, tried again, done by one process at a time. */
export interface JobQueue {
  name: string;
  run(data: object): Promise<void>;
  /** When it runs by itself, as cron in UTC; a time that was missed is made up for once. */
  cron?: string;
  policy?: QueuePolicy;
  retries: Required<Pick<QueueOptions, "retryLimit" | "retryDelay">>;
  expireInSeconds: number;
  pollingSeconds: number;
}

interface Running {
  boss: PgBoss;
  /** By queue, for waking it as soon as this process has put something in. */
  workers: Map<string, string>;
}

const shared = globalThis as { mycomputerJobs?: Map<SchemaName, Running> };
shared.mycomputerJobs ??= new Map();
const running = shared.mycomputerJobs;

/** Starts to work on the schema's queues, as its runtime role: pg-boss neither makes nor changes a table here. */
export async function startJobs(schema: SchemaName, queues: readonly JobQueue[]): Promise<void> {
  const boss = new PgBoss({
    ...(await databases()).jobStore(schema),
    schema: jobSchemaOf(schema),
    application_name: `mycomputer-${schema}-jobs`,
    migrate: false,
    createSchema: false,
    reindex: false,
    registerInstance: false,
    cronWorkerIntervalSeconds: 30,
  });
  boss.on("error", (error) => logger.warn({ schema, err: error }, "the job queue has trouble"));
  await boss.start();
  const workers = new Map<string, string>();
  running.set(schema, { boss, workers });
  for (const queue of queues) workers.set(queue.name, await startQueue(boss, schema, queue));
}

async function startQueue(boss: PgBoss, schema: SchemaName, queue: JobQueue): Promise<string> {
  const { name, policy = "standard", retries, expireInSeconds, pollingSeconds, cron } = queue;
  const deleteAfterSeconds = 3600;
  await boss.createQueue(name, {
    policy,
    ...retries,
    retryBackoff: true,
    expireInSeconds,
    deleteAfterSeconds,
    notify: false,
  });
  if (cron !== undefined) await boss.schedule(name, cron, null, { tz: "UTC", missed: "once" });
  return boss.work<object | null>(name, { pollingIntervalSeconds: pollingSeconds }, async (jobs) => {
    for (const { data } of jobs) {
      await queue.run(data ?? {}).catch((error: unknown) => {
        logger.warn({ schema, queue: name, err: error }, "a job failed and is tried again");
        throw error;
      });
    }
  });
}

/** Puts a job into a queue; this process's worker looks at once when it is due. No worker here: nothing is sent. */
export async function sendJob(schema: SchemaName, queue: string, afterMillis = 0): Promise<void> {
  const jobs = running.get(schema);
  if (jobs === undefined) return;
  await jobs.boss.send(queue, null, { startAfter: Math.ceil(afterMillis / 1000) });
  const worker = jobs.workers.get(queue);
  if (worker === undefined) return;
  const due = Math.ceil(afterMillis / 1000) * 1000 + 20;
  setTimeout(() => jobs.boss.notifyWorker(worker), afterMillis === 0 ? 0 : due).unref();
}

/** Lets the jobs in work end, and takes no more. */
export async function stopJobs(): Promise<void> {
  const stopping = [...running.values()];
  running.clear();
  await Promise.all(stopping.map(({ boss }) => boss.stop({ graceful: true, timeout: 10_000 })));
}
