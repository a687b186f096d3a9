import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { z } from "zod";
import { database, rows } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { callBy } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import type { Call, WriteContext } from "./call";
import { anyone } from "./policy";
import { router, t } from "./trpc";
import { verb, writing } from "./verb";

freshDatabases();

const input = z.object({ id: z.string(), refuse: z.boolean().default(false) });
let runs = 0;

async function addSupplier({ ctx, input: { id, refuse } }: Call<WriteContext, z.infer<typeof input>>) {
  runs += 1;
  await ctx.tx.execute(sql`insert into inventory.suppliers values (${id}, 'Supplier', 'BE', 3)`);
  if (refuse) throw new DomainError("not_found", { id });
  return { id, run: runs };
}

const testRouter = router({
  add: verb("inventory", anyone)
    .input(input)
    .output(z.object({ id: z.string(), run: z.number() }))
    .mutation(writing(addSupplier)),
});
const createCaller = t.createCallerFactory(testRouter);
const client = (idempotencyKey: string, clientKey = "client-1") =>
  createCaller(callBy({ kind: "guest" }, { idempotencyKey, clientKey }));

async function supplierExists(id: string): Promise<boolean> {
  const db = await database("inventory");
  return (
    (await db.read((tx) => rows(tx, sql`select 1 from inventory.suppliers where id = ${id}`))).length > 0
  );
}

test("a repeated key gives the first answer and has no second effect", async () => {
  const first = await client("key-00001").add({ id: "once" });
  const second = await client("key-00001").add({ id: "once" });
  expect(second).toEqual(first);
});

test("the same key with another body is refused", async () => {
  await client("key-00002").add({ id: "a" });
  await expect(client("key-00002").add({ id: "b" })).rejects.toThrow("idempotency_key_reused");
  expect(await supplierExists("b")).toBe(false);
});

test("keys belong to who sent them", async () => {
  await client("key-00003", "client-1").add({ id: "of-one" });
  expect(await client("key-00003", "client-2").add({ id: "of-two" })).toMatchObject({ id: "of-two" });
});

test("a verb that fails after it wrote leaves nothing behind, and its final refusal is given again", async () => {
  const before = runs;
  await expect(client("key-00004").add({ id: "undone", refuse: true })).rejects.toThrow("not_found");
  await expect(client("key-00004").add({ id: "undone", refuse: true })).rejects.toThrow("not_found");
  expect(runs).toBe(before + 1);
  expect(await supplierExists("undone")).toBe(false);
});

test("what is stored of an answer can't be read without the key", async () => {
  await client("key-00005").add({ id: "secret-answer" });
  const db = await database("inventory");
  const [stored] = await db.read((tx) =>
    rows<{ text: string }>(
      tx,
      sql`select encode(answer, 'escape') as text from inventory.idempotency_keys where key = 'key-00005'`,
    ),
  );
  expect(stored?.text).not.toContain("secret-answer");
});
