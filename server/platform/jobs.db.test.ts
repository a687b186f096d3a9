import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { database } from "@/db/client";
import { callBy, staff } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { layout } from "@/test-support/environment";
import { type JobQueue, sendJob, startJobs, stopJobs } from "./jobs";

freshDatabases();
afterEach(stopJobs);

let ran: string[] = [];
const queue = (changes: Partial<JobQueue> & { name: string }): JobQueue => ({
  retries: { retryLimit: 2, retryDelay: 1 },
  expireInSeconds: 10,
  pollingSeconds: 60,
  run: async () => void ran.push(changes.name),
  ...changes,
});

test("a job runs at once in the process that sends it, though queues are looked at rarely", async () => {
  ran = [];
  await startJobs("inventory", [queue({ name: "count" })]);
  await sendJob("inventory", "count");
  await expect.poll(() => ran, { timeout: 10_000 }).toEqual(["count"]);
});

test("a job that fails is tried again, and is seen waiting meanwhile", async () => {
  ran = [];
  let tries = 0;
  const failing = queue({
    name: "fail-once",
    pollingSeconds: 1,
    async run() {
      tries += 1;
      if (tries === 1) throw new Error("not yet");
      ran.push("second try");
    },
  });
  await startJobs("inventory", [failing]);
  await sendJob("inventory", "fail-once");
  await expect.poll(() => ran, { timeout: 20_000 }).toEqual(["second try"]);
  const admin = callBy(staff({ role: "admin", serviceCenterId: null })).contexts.inventory;
  const listed = async () => (await admin.jobs.list.query()).jobs.find((job) => job.queue === "fail-once");
  await expect.poll(listed).toEqual({ queue: "fail-once", waiting: 0, active: 0, failed: 0 });
});

test("where no worker runs nothing is sent and nothing breaks", async () => {
  await expect(sendJob("payment", "count")).resolves.toBeUndefined();
});

test("the runtime role uses the job tables and can't change them", async () => {
  const db = await database("inventory");
  await db.read((tx) => tx.execute(sql`select count(*) from inventory_jobs.job`));
  const alter = db.write((tx) => tx.execute(sql`alter table inventory_jobs.queue add column x int`));
  await expect(alter).rejects.toThrow();
  if (layout === "postgres-four") return;
  await expect(db.read((tx) => tx.execute(sql`select 1 from customer_jobs.job`))).rejects.toThrow();
});
