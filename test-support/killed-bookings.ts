import { sql } from "drizzle-orm";
import { type Databases, database, useDatabases as replaceDatabases, rows } from "@/db/client";
import { bookRepair } from "@/server/contexts/customer/commands/book-repair";
import type { ContextName } from "@/server/kernel/context-name";
import { resumeSagas } from "@/server/platform/sagas";
import { bookARepair } from "@/server/sagas/book-a-repair";
import { bookingOn, freeStarts, holdSlot } from "./bookings";
import { insideVerb } from "./calls";
import { mortalDatabases } from "./mortal-databases";

/** A booking's process that never dies. */
export const never = 1_000;

async function select<Row>(context: ContextName, query: ReturnType<typeof sql>): Promise<Row[]> {
  const db = await database(context);
  return db.read((tx) => rows<Row>(tx, query));
}

/** Enough pieces of every part for as many bookings as there are slots. */
export async function fillShelves(): Promise<void> {
  const db = await database("inventory");
  await db.write((tx) => tx.execute(sql`update inventory.stock_levels set on_hand = 5000`));
}

/** Makes room for more bookings than the centre has slots. */
export async function freeAllSlots(): Promise<void> {
  const db = await database("location");
  await db.write((tx) => tx.execute(sql`delete from location.slots`));
}

export async function heldBooking() {
  const [start = ""] = await freeStarts(1);
  return bookingOn(await holdSlot(start));
}

/** The saga as any of a context's workers takes it on, at once. */
export async function recoverBookings(saga = bookARepair): Promise<void> {
  const worker = () => insideVerb("customer", "saga.book-a-repair", { clientKey: "saga" });
  await resumeSagas("customer", [saga], worker, { atOnce: true });
}

let runs = 0;

/** A booking whose process dies at a point, is recovered by a worker and repeated twice by its caller. */
export async function killedAt(point: number, real: Databases, saga = bookARepair) {
  const input = await heldBooking();
  runs += 1;
  const idempotencyKey = `killed-${process.pid}-${runs}`;
  const book = () =>
    bookRepair(saga)({ ctx: insideVerb("customer", "bookings.book", { idempotencyKey }), input });
  const outcome = (answer: Promise<object>) => answer.catch((error: Error) => error.message);

  const dying = mortalDatabases(real, point);
  replaceDatabases(dying);
  const first = await outcome(book());
  const died = dying.passed() > point;
  replaceDatabases(real);
  await recoverBookings(saga);
  const second = await outcome(book());
  return { died, first, second, third: await outcome(book()), holdId: input.holdId };
}

/** What is left of a booking, whichever runs it took. */
export async function leftOf(holdId: string) {
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

/** Pieces that the levels say are reserved, beside the sum of the reservations. */
export async function reservedPieces(): Promise<{ levels: number; reservations: number }> {
  const [sums] = await select<{ levels: number; reservations: number }>(
    "inventory",
    sql`select (select coalesce(sum(reserved), 0)::int from inventory.stock_levels) as levels,
          (select coalesce(sum(quantity), 0)::int from inventory.reservations) as reservations`,
  );
  if (sums === undefined) throw new Error("sums always have a row");
  return sums;
}
