import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { inTransaction } from "@/server/platform/verb";
import { bookedRepair, freeStarts, holdSlot } from "@/test-support/bookings";
import { insideVerb } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { seedNetwork } from "@/test-support/network";
import { freeSlotOf } from "./free-slot";
import { moveSlot } from "./move-slot";

freshDatabases();
beforeAll(seedNetwork);

test("a slot that is freed while it moves to another time is free in both", async () => {
  await bookedRepair();
  const location = await database("location");
  const [booked] = await location.read((tx) =>
    rows<{ id: string }>(tx, sql`select order_id as id from location.slots where status = 'booked'`),
  );
  const orderId = booked?.id ?? "";
  const holdId = await holdSlot((await freeStarts(12)).at(-1) ?? "");
  const ctx = insideVerb("location", "slots");
  const moved = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const moving = inTransaction(ctx, async (inside) => {
    await moveSlot({ ctx: inside, input: { orderId, holdId } });
    moved.resolve();
    await goOn.promise;
  });
  await moved.promise;
  const freeing = inTransaction(ctx, (inside) => freeSlotOf(inside, orderId));
  const waiting = () =>
    location.read((tx) =>
      rows<{ held: boolean }>(
        tx,
        sql`select exists (select from pg_stat_activity where wait_event_type = 'Lock'
              and query like '%delete from location.slots%' and datname = current_database()) as held`,
      ),
    );
  await expect.poll(async () => (await waiting())[0]?.held, { timeout: 10_000 }).toBe(true);
  goOn.resolve();
  await moving;
  expect(await freeing).toBe(true);
  const left = await location.read((tx) =>
    rows(tx, sql`select id from location.slots where order_id = ${orderId}::uuid`),
  );
  expect(left).toEqual([]);
});
