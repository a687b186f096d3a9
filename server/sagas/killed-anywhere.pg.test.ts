import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { type Databases, database, useDatabases as replaceDatabases, rows } from "@/db/client";
import { bookRepair } from "@/server/contexts/customer/commands/book-repair";
import type { ContextName } from "@/server/kernel/context-name";
import { DomainError } from "@/server/kernel/errors";
import { resumeSagas } from "@/server/platform/sagas";
import { bookingOn, freeStarts, holdSlot } from "@/test-support/bookings";
import { insideVerb } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { mortalDatabases } from "@/test-support/mortal-databases";
import { seedNetwork } from "@/test-support/network";
import { bookARepair } from "./book-a-repair";

const real = freshDatabases();

beforeAll(async () => {
  await seedNetwork();
  const db = await database("inventory");
  await db.write((tx) => tx.execute(sql`update inventory.stock_levels set on_hand = 500`));
});

const never = 1_000;

/** Every step works, but in the end the claim on the slot is gone. */
const refusing: typeof bookARepair = {
  ...bookARepair,
  steps: bookARepair.steps.map((step) =>
    step.name !== "confirm the slot"
      ? step
      : {
          ...step,
          run: async () => {
            throw new DomainError("hold_expired");
          },
        },
  ),
};

async function select<Row>(context: ContextName, query: ReturnType<typeof sql>): Promise<Row[]> {
  const db = await database(context);
  return db.read((tx) => rows<Row>(tx, query));
}

let runs = 0;

/** A booking whose process dies at a point, is recovered by a worker and repeated by its caller. */
async function killedAt(point: number, saga: typeof bookARepair) {
  const [start = ""] = await freeStarts(1);
  const input = bookingOn(await holdSlot(start));
  runs += 1;
  const idempotencyKey = `killed-${runs}`;
  const book = () =>
    bookRepair(saga)({ ctx: insideVerb("customer", "bookings.book", { idempotencyKey }), input });
  const outcome = (answer: Promise<object>) => answer.catch((error: Error) => error.message);

  const dying = mortalDatabases(real(), point);
  replaceDatabases(dying as Databases);
  const first = await outcome(book());
  const died = dying.passed() > point;
  replaceDatabases(real());
  const worker = () => insideVerb("customer", "saga.book-a-repair", { clientKey: "saga" });
  await resumeSagas("customer", [saga], worker, { atOnce: true });
  const second = await outcome(book());
  return { died, first, second, third: await outcome(book()), holdId: input.holdId };
}

/** What is left of a booking, whichever runs it took. */
async function leftOf(holdId: string) {
  const ids = await select<{ id: string }>(
    "customer",
    sql`select state->>'orderId' as id from customer.sagas where state->>'holdId' = ${holdId}`,
  );
  const list = sql`(${sql.join(
    ids.map(({ id }) => sql`${id}::uuid`),
    sql`, `,
  )})`;
  const [orders, slots, reservations, unfinished] = await Promise.all([
    select<{ status: string }>("customer", sql`select status from customer.work_orders where id in ${list}`),
    select<{ status: string }>("location", sql`select status from location.slots where order_id in ${list}`),
    select("inventory", sql`select 1 from inventory.reservations where order_id in ${list}`),
    select("customer", sql`select 1 from customer.sagas where status not in ('done', 'failed')`),
  ]);
  return {
    orders: orders.map(({ status }) => status).filter((status) => status !== "cancelled"),
    slots: slots.map(({ status }) => status),
    reservations: reservations.length,
    unfinished: unfinished.length,
  };
}

async function stockAddsUp(): Promise<void> {
  const [sums] = await select<{ reserved: number; sum: number }>(
    "inventory",
    sql`select (select sum(reserved)::int from inventory.stock_levels) as reserved,
          (select coalesce(sum(quantity), 0)::int from inventory.reservations) as sum`,
  );
  expect(sums?.reserved).toBe(sums?.sum);
}

describe("a booking killed at any point and repeated", () => {
  test("has one effect and one answer", { timeout: 300_000 }, async () => {
    const whole = await killedAt(never, bookARepair);
    expect(whole.second).toEqual(whole.first);
    let point = 0;
    for (; ; point++) {
      const { died, second, third, holdId } = await killedAt(point, bookARepair);
      expect(second, `killed at ${point}`).toMatchObject({ status: "booked" });
      expect(third).toEqual(second);
      expect(await leftOf(holdId), `killed at ${point}`).toEqual({
        orders: ["booked"],
        slots: ["booked"],
        reservations: 1,
        unfinished: 0,
      });
      if (!died) break;
    }
    expect(point).toBeGreaterThan(15);
    await stockAddsUp();
  });

  test("leaves nothing when its last step refuses", { timeout: 300_000 }, async () => {
    for (let point = 0; ; point++) {
      const { died, second, third, holdId } = await killedAt(point, refusing);
      expect(["hold_expired", "hold_not_found"], `killed at ${point}`).toContain(second);
      expect(third).toEqual(second);
      expect(await leftOf(holdId), `killed at ${point}`).toEqual({
        orders: [],
        slots: [],
        reservations: 0,
        unfinished: 0,
      });
      if (!died) break;
    }
    await stockAddsUp();
  });
});

test("of thirty-two calls with one key at once, one has the effect and all have its answer", async () => {
  const [start = ""] = await freeStarts(1);
  const input = bookingOn(await holdSlot(start));
  const answers = await Promise.all(
    Array.from({ length: 32 }, () =>
      bookRepair(bookARepair)({
        ctx: insideVerb("customer", "bookings.book", { idempotencyKey: "thirty-two" }),
        input,
      }),
    ),
  );
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(await leftOf(input.holdId)).toEqual({
    orders: ["booked"],
    slots: ["booked"],
    reservations: 1,
    unfinished: 0,
  });
});
