import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { database, databases, rows } from "@/db/client";
import type { VerbContext } from "@/server/platform/call";
import { callBy, insideVerb, staff } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { leftPrepared, recoverNow } from "@/test-support/hand-overs";
import { abortPart, commitPart, gidOf, preparePart } from "./participant";
import { resolvePrepared } from "./resolve";

freshDatabases();

const supplier = (id: string) => sql`insert into inventory.suppliers values (${id}, 'Supplier', 'BE', 3)`;
const inventory = () => insideVerb("inventory", "test");
const within = async <T>(work: () => Promise<T>): Promise<T> => (await databases()).twoPhase(work);
const prepare = (id: string, name: string = id) =>
  within(() => preparePart(inventory(), id, "test", ({ tx }) => tx.execute(supplier(name))));
const commit = (id: string) => within(() => commitPart(inventory(), id));
const abort = (id: string) => within(() => abortPart(inventory(), id, "test"));

async function exists(id: string): Promise<boolean> {
  const db = await database("inventory");
  return (await db.read((tx) => rows(tx, sql`select from inventory.suppliers where id = ${id}`))).length > 0;
}

/** Nothing stays prepared: it would hold back the feeds of every suite on the cluster. */
afterEach(async () => {
  const open = await databases();
  await open.twoPhase(async () => {
    for (const gid of await leftPrepared()) await open.of("inventory").rollbackPrepared(gid);
  });
});

test("a part shows when it is committed, whoever's connection commits it, and stays committed", async () => {
  const id = randomUUID();
  await prepare(id);
  await prepare(id);
  expect(await exists(id)).toBe(false);
  await commit(id);
  await commit(id);
  expect(await exists(id)).toBe(true);
  await prepare(id);
  expect(await leftPrepared()).toEqual([]);
  await expect(abort(id)).rejects.toThrow("conflict");
});

test("an aborted part leaves nothing, and can't be committed", async () => {
  const id = randomUUID();
  await prepare(id);
  await abort(id);
  await abort(id);
  expect(await exists(id)).toBe(false);
  await expect(commit(id)).rejects.toThrow("conflict");
});

test("an abort that comes first keeps the late prepare out", async () => {
  const id = randomUUID();
  await abort(id);
  await expect(prepare(id)).rejects.toThrow("conflict");
  expect(await exists(id)).toBe(false);
  expect(await leftPrepared()).toEqual([]);
});

test("a part that fails is not prepared", async () => {
  const id = randomUUID();
  await prepare(id);
  await commit(id);
  await expect(prepare(randomUUID(), id)).rejects.toThrow();
  expect(await leftPrepared()).toEqual([]);
});

/** Looks as though eleven seconds had passed since. */
function later(ctx: VerbContext): VerbContext {
  return { ...ctx, now: () => new Date(Date.now() + 11_000) };
}

test("what stands prepared for too long is ended as the log says; an id that the log doesn't know is aborted", async () => {
  const id = randomUUID();
  await prepare(id);
  expect(await resolvePrepared(inventory())).toBe(0);
  expect(await leftPrepared()).toEqual([gidOf("inventory", id)]);
  expect(await resolvePrepared(later(inventory()))).toBe(1);
  expect(await leftPrepared()).toEqual([]);
  expect(await exists(id)).toBe(false);
  await expect(prepare(id)).rejects.toThrow("conflict");
});

test("an undecided part, or one whose coordinator is away, is left as it is", async () => {
  const id = randomUUID();
  const payment = await database("payment");
  await payment.write((tx) =>
    tx.execute(sql`insert into payment.two_phase_log
      (id, kind, subject, state, correlation_id, started_at, claimed_until)
      values (${id}::uuid, 'test', ${id}, 'preparing', 'test', now() - interval '11 s', now() + interval '1 min')`),
  );
  await prepare(id);
  const call = inventory();
  const away = {
    ...call.contexts,
    get payment(): never {
      throw new Error("away");
    },
  };
  expect(await resolvePrepared(later({ ...call, contexts: away }))).toBe(0);
  expect(await resolvePrepared(later(call))).toBe(0);
  expect(await leftPrepared()).toEqual([gidOf("inventory", id)]);
  const admin = callBy(staff({ role: "admin", serviceCenterId: null })).contexts.payment;
  const { transactions } = await admin.twoPhase.list.query();
  expect(transactions).toContainEqual(
    expect.objectContaining({ id, kind: "test", state: "preparing", alarm: true }),
  );
  await recoverNow();
  expect((await admin.twoPhase.list.query()).transactions).toContainEqual(
    expect.objectContaining({ id, state: "aborted", alarm: false }),
  );
  expect(await resolvePrepared(later(call))).toBe(1);
});

test("a decision that was made is final, for the database too", async () => {
  const id = randomUUID();
  const { decision } = await inventory().contexts.payment.twoPhase.decision.mutate({ id });
  expect(decision).toBe("aborted");
  const payment = await database("payment");
  const change = sql`update payment.two_phase_log set state = 'committed' where id = ${id}::uuid`;
  await expect(payment.write((tx) => tx.execute(change))).rejects.toThrow();
  const guest = callBy().contexts.payment.twoPhase;
  await expect(guest.list.query()).rejects.toThrow("not_signed_in");
});

test("a name that could leave its quotes names no prepared transaction", async () => {
  const db = await database("inventory");
  await expect(db.prepare("x'; drop schema inventory; --", async () => {})).rejects.toThrow("can't name");
});
