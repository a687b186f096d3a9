import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { withServicesLock } from "@/scripts/services/lock";
import { onReplica } from "@/scripts/services/replica";
import { startReplicaService, stopReplicaService } from "@/scripts/services/start-stop";
import type { Actor } from "@/server/kernel/actor";
import { anyone } from "@/server/platform/policy";
import { router, t } from "@/server/platform/trpc";
import { reading, verb, writing } from "@/server/platform/verb";
import { callBy } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { servicesEnv } from "@/test-support/services-env";
import { closeDatabases, database, replica, rows, type Tx } from "./client";
import { replicaLag } from "./replica";

freshDatabases();
let replicaPort = 0;
let superuser: postgres.Sql;

beforeAll(async () => {
  const [address = ""] = Object.values(await withServicesLock(() => startReplicaService(() => undefined)));
  replicaPort = Number(new URL(address).port);
  superuser = postgres(onReplica(servicesEnv().superuserUrl, replicaPort), {
    max: 1,
    onnotice: () => undefined,
  });
}, 120_000);

afterEach(async () => {
  await superuser`select pg_wal_replay_resume()`.catch(() => undefined);
});
afterAll(async () => {
  await superuser.end({ timeout: 5 });
  await withServicesLock(async () => stopReplicaService());
});

/** Opens the suite's databases anew, Customer's with its replica and the given bound. */
async function follow(maxLagSeconds: number): Promise<void> {
  process.env.CUSTOMER_REPLICA_URL = onReplica(process.env.DATABASE_URL ?? "", replicaPort);
  process.env.REPLICA_MAX_LAG_SECONDS = String(maxLagSeconds);
  (globalThis as { mycomputerEnvironment?: unknown }).mycomputerEnvironment = undefined;
  await closeDatabases();
  await expect
    .poll(() => replicaLag("customer").then((lag) => lag?.lagMillis ?? null), { timeout: 30_000 })
    .not.toBeNull();
}

const count = async (tx: Tx): Promise<number> => {
  const [row] = await rows<{ count: number }>(
    tx,
    sql`select count(*)::int as count from customer.device_models`,
  );
  return row?.count ?? 0;
};
let devices = 0;
const addDevice = (tx: Tx) => {
  devices += 1;
  return tx.execute(sql`insert into customer.device_models (id, brand, model, kind, released_year, search)
    values (${`device-${devices}`}, 'A', 'B', 'laptop', 2020, 'a b')`);
};

const verbs = router({
  look: verb("customer", anyone)
    .output(z.number())
    .query(reading(({ ctx }) => count(ctx.tx), { mayLag: true })),
  decide: verb("customer", anyone)
    .output(z.number())
    .mutation(
      writing(async ({ ctx }) => {
        const before = await count(ctx.tx);
        await addDevice(ctx.tx);
        return before;
      }),
    ),
});
const as = (actor?: Actor) => t.createCallerFactory(verbs)(callBy(actor));
const location: Actor = { kind: "service", context: "location", onBehalfOf: { kind: "guest" } };

test("a query that may lag is answered by the replica, and the replica takes no writes", async () => {
  await follow(5);
  const before = await replicaLag("customer");
  await as().look();
  const after = await replicaLag("customer");
  expect((after?.reads ?? 0) - (before?.reads ?? 0)).toBe(1);
  const second = await replica("customer");
  await expect(second?.write(addDevice)).rejects.toThrow();
});

test("however far the replica is behind, commands and other contexts read what holds", async () => {
  await follow(3600);
  await superuser`select pg_wal_replay_pause()`;
  const shown = await as().look();
  for (let n = 0; n < 3; n++) expect(await as().decide()).toBe(shown + n);
  // People still see the old count, within the bound that was set; whoever decides does not.
  expect(await as().look()).toBe(shown);
  expect(await as(location).look()).toBe(shown + 3);
  await superuser`select pg_wal_replay_resume()`;
  await expect.poll(() => as().look(), { timeout: 10_000 }).toBe(shown + 3);
});

test("a replica beyond the bound is not asked, and is again once it has caught up", async () => {
  await follow(1);
  await superuser`select pg_wal_replay_pause()`;
  const db = await database("customer");
  await db.write(addDevice);
  const now = await db.read(count);
  await expect
    .poll(async () => (await replicaLag("customer"))?.lagMillis, { timeout: 10_000 })
    .toBeGreaterThan(1_000);
  expect(await as().look()).toBe(now);
  await superuser`select pg_wal_replay_resume()`;
  await expect
    .poll(async () => (await replicaLag("customer"))?.lagMillis, { timeout: 10_000 })
    .toBeLessThan(1_000);
  const before = (await replicaLag("customer"))?.reads ?? 0;
  expect(await as().look()).toBe(now);
  expect((await replicaLag("customer"))?.reads).toBe(before + 1);
});

test("an idle primary makes no replica look late", async () => {
  await follow(5);
  await expect
    .poll(async () => (await replicaLag("customer"))?.lagMillis, { timeout: 10_000 })
    .toBeLessThan(500);
});

test("with the replica away the primary answers, and it is said that nobody knows how late it is", async () => {
  await follow(5);
  await withServicesLock(async () => stopReplicaService());
  const held = await (await database("customer")).read(count);
  for (let n = 0; n < 5; n++) expect(await as().look()).toBe(held);
  await expect
    .poll(() => replicaLag("customer").then((lag) => (lag?.lagMillis ?? 10_000) > 1_000), { timeout: 20_000 })
    .toBe(true);
  expect((await replicaLag("customer"))?.fallbacks).toBeGreaterThan(0);
}, 60_000);
