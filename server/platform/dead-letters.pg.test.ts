import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { freshDatabases } from "@/test-support/database";
import { feedEvent } from "@/test-support/events";
import { type Consumer, consumeAll } from "./consumer";
import { askForRetry, deadLetters } from "./dead-letters";
import { retryLetters } from "./retry-letters";

freshDatabases();

let runs = 0;
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant("event" as const), stream: fc.nat(2), broken: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("retry" as const), repaired: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("redelivery" as const) }) },
);

test("whatever fails, is retried or delivered again: each effect once, and in the order of its stream", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      runs += 1;
      const name = `ordered-${runs}`;
      const broken = new Set<number>();
      const consumer: Consumer = {
        name,
        context: "inventory",
        source: "customer",
        async handle(tx, { offset, streamId }) {
          const supplier = `${name}/${streamId}/${String(offset).padStart(3, "0")}`;
          await tx.execute(
            sql`insert into inventory.suppliers values (${supplier}, ${String(order++)}, 'BE', 3)`,
          );
          if (broken.has(offset)) throw new Error("broken");
        },
      };
      let order = 0;
      const db = await database("inventory");
      const retry = async () => {
        const open = await db.read((tx) => deadLetters(tx, "inventory", "open"));
        const streams = new Set(open.filter((one) => one.consumer === name).map((one) => one.event.streamId));
        for (const stream of streams) await db.write((tx) => askForRetry(tx, consumer, stream, new Date()));
        await retryLetters(consumer);
      };
      const seen = [];
      for (const [index, one] of steps.entries()) {
        if (one.kind === "event") {
          const id = crypto.randomUUID();
          const event = feedEvent(index + 1, { id, streamId: `s${one.stream}` });
          if (one.broken) broken.add(event.offset);
          seen.push(event);
          await consumeAll(consumer, [event]);
        } else if (one.kind === "retry") {
          if (one.repaired) broken.clear();
          await retry();
        } else {
          await consumeAll(consumer, seen);
        }
      }
      broken.clear();
      await retry();
      const found = await db.read((tx) =>
        rows<{ id: string }>(
          tx,
          sql`select id from inventory.suppliers where id like ${`${name}/%`} order by name::int`,
        ),
      );
      for (const stream of ["s0", "s1", "s2"]) {
        const effects = found.map(({ id }) => id.split("/")).filter(([, streamId]) => streamId === stream);
        const events = seen.filter(({ streamId }) => streamId === stream);
        expect(effects.map(([, , offset]) => Number(offset))).toEqual(events.map(({ offset }) => offset));
      }
    }),
    { numRuns: 8 },
  );
});
