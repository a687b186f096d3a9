import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { schemaNames } from "@/server/kernel/context-name";
import { startJobs, stopJobs } from "@/server/platform/jobs";
import { bookedRepair } from "@/test-support/bookings";
import { callBy, staff } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { seedNetwork } from "@/test-support/network";
import { routineQueues } from "./routines";
import { keepSagasMoving, sagaQueues } from "./sagas";
import { dailyQueue } from "./schedules";

freshDatabases();

const stop = new AbortController();
beforeAll(async () => {
  await seedNetwork();
  for (const schema of schemaNames) {
    const own = schema === "platform" ? [] : [...sagaQueues(schema), ...routineQueues(schema)];
    await startJobs(schema, [dailyQueue(schema), ...own]);
  }
  await keepSagasMoving(false, stop.signal);
});
afterAll(async () => {
  stop.abort();
  await stopJobs();
});

async function select<Row>(query: ReturnType<typeof sql>): Promise<Row[]> {
  const db = await database("customer");
  return db.write((tx) => rows<Row>(tx, query));
}

const statuses = () => select<{ status: string }>(sql`select distinct status from customer.sagas`);

test("a saga whose process died is taken on by the job queue", async () => {
  await bookedRepair();
  // As a process that died before the last step would have left it.
  await select(
    sql`update customer.sagas set status = 'running', step = 4, due_at = now() + interval '1 second'`,
  );
  expect(await statuses()).toEqual([{ status: "running" }]);
  await expect.poll(statuses, { timeout: 30_000 }).toEqual([{ status: "done" }]);
});

test("a saga that a person resumes goes on at once", async () => {
  await select(sql`update customer.sagas set status = 'running', step = 4, due_at = null, stuck_at = now()`);
  const admin = callBy(staff({ role: "admin", serviceCenterId: null })).contexts.customer;
  const [stuck] = (await admin.sagas.list.query()).sagas;
  expect(stuck).toMatchObject({ name: "book-a-repair", stuck: true });
  await admin.sagas.resume.mutate({ id: stuck?.id ?? "" });
  await expect.poll(statuses, { timeout: 30_000 }).toEqual([{ status: "done" }]);
  const { jobs } = await admin.jobs.list.query();
  expect(jobs.map(({ queue }) => queue)).toEqual([
    "daily",
    "estimate-reminders",
    "sagas-regular-look",
    "sagas-timed-look",
  ]);
});
