import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { database, rows } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { callBy } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import type { Call, WriteContext } from "./call";
import { appendEvents } from "./events";
import { anyone } from "./policy";
import { router, t } from "./trpc";
import { inTransaction, running, verb, writing } from "./verb";

freshDatabases();

const input = z.object({ id: z.string(), fail: z.enum(["refuse", "throw", "no"]) });
type Input = z.infer<typeof input>;

/** Writes a row and its event, then does what it was told. */
async function addSupplier({ ctx, input }: Call<WriteContext, Input>): Promise<{ id: string }> {
  await ctx.tx.execute(sql`insert into inventory.suppliers values (${input.id}, 'Supplier', 'BE', 3)`);
  await appendEvents(ctx, `supplier-${input.id}`, [{ type: "test.supplier_added.v1", data: {} }], 0);
  if (input.fail === "refuse") throw new DomainError("conflict");
  if (input.fail === "throw") throw new Error("the network went away");
  return { id: input.id };
}

const output = z.object({ id: z.string() });
const verbs = router({
  add: verb("inventory", anyone).input(input).output(output).mutation(writing(addSupplier)),
  addAndCall: verb("inventory", anyone)
    .input(input)
    .output(output)
    .mutation(
      running(({ ctx, input }) =>
        inTransaction(ctx, async (inside) => {
          const added = await addSupplier({ ctx: inside, input });
          await ctx.contexts.location.serviceCenters.list.query({});
          return added;
        }),
      ),
    ),
});
const call = (key?: string) =>
  t.createCallerFactory(verbs)(callBy(undefined, { clientKey: "one-client", idempotencyKey: key }));

async function written(id: string): Promise<{ rows: number; events: number }> {
  const db = await database("inventory");
  const [found] = await db.read((tx) =>
    rows<{ rows: number; events: number }>(
      tx,
      sql`select (select count(*)::int from inventory.suppliers where id = ${id}) as rows,
                 (select count(*)::int from inventory.events where stream_id = ${`supplier-${id}`}) as events`,
    ),
  );
  return found ?? { rows: -1, events: -1 };
}

beforeAll(async () => {
  await call().add({ id: "kept", fail: "no" });
});

test("what a verb wrote stands with its event", async () => {
  expect(await written("kept")).toEqual({ rows: 1, events: 1 });
});

test.each(["refuse", "throw"] as const)(
  "a verb that fails after a write (%s) leaves nothing",
  async (fail) => {
    await expect(call().add({ id: `gone-${fail}`, fail })).rejects.toThrow(
      fail === "refuse" ? "conflict" : "internal",
    );
    expect(await written(`gone-${fail}`)).toEqual({ rows: 0, events: 0 });
  },
);

test("a refusal is given again for its key, a fault of ours is tried again", async () => {
  await expect(call("key-1").add({ id: "again", fail: "refuse" })).rejects.toThrow("conflict");
  await expect(call("key-1").add({ id: "again", fail: "refuse" })).rejects.toThrow("conflict");
  await expect(call("key-1").add({ id: "again", fail: "no" })).rejects.toThrow("idempotency_key_reused");
  await expect(call("key-2").add({ id: "again", fail: "throw" })).rejects.toThrow("internal");
  expect(await written("again")).toEqual({ rows: 0, events: 0 });
});

test("another context can't be called inside a transaction, and what was written goes", async () => {
  await expect(call().addAndCall({ id: "inside", fail: "no" })).rejects.toThrow("internal");
  expect(await written("inside")).toEqual({ rows: 0, events: 0 });
});
