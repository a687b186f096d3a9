import { sql } from "drizzle-orm";
import { database, rows } from "@/db/client";
import type { ContextName } from "@/server/kernel/context-name";
import { isTransient } from "@/server/kernel/errors";
import { refusalOf } from "@/server/platform/trpc";
import { bookingOn, freeStarts, guest, holdSlot } from "@/test-support/bookings";
import { gent, seedNetwork } from "@/test-support/network";
import { onPostgres } from "../on-postgres";
import type { Bench, Report } from "../run";

const rounds = Number(process.env.SOAK_ROUNDS ?? 10_000);
const rivals = 32;
/** Technicians that the network has in Gent. */
const capacity = 2;
const everyRounds = 250;

/**
 * Thirty-two people want one slot at once; sixteen confirm each hold at once; then thirty-two move the bookings at
 * once onto one hold. As many win as there is room for, no technician has two, and order and slot agree.
 */
export const run: Bench = async (report, say) => {
  // Thousands of refusals are part of it.
  process.env.LOG_LEVEL = "silent";
  await onPostgres(async () => {
    await seedNetwork();
    await racesOver(rounds, report, say);
  });
};

async function racesOver(count: number, report: Report, say: (line: string) => void): Promise<void> {
  const starts = (await freeStarts(8)).filter((_, index) => index % 4 === 0);
  const [first = "", second = ""] = starts;
  const broken = { winners: 0, overlaps: 0, apart: 0 };
  const complain = (round: number, what: string, found: unknown) =>
    say(`round ${round}: ${what}: ${JSON.stringify(found)}`);
  for (let round = 1; round <= count; round++) {
    const held = await atOnce(() => holdSlot(first));
    const holds = held.flatMap(({ won }) => won ?? []);
    const booked = await Promise.all(
      holds.map((holdId) => atOnce((person) => confirm(`${round}-${person}-${holdId}`, holdId), rivals / 2)),
    );
    const bookings = booked.flat().flatMap(({ won }) => won ?? []);
    const target = await holdSlot(second);
    const moved = await atOnce((person) =>
      move(`${round}-${person}-${target}`, bookings[person % bookings.length] ?? "", target),
    );
    const winners = [holds.length, bookings.length, moved.filter(({ won }) => won !== undefined).length];
    if (`${winners}` !== `${[capacity, capacity, 1]}`) {
      broken.winners += 1;
      complain(round, "winners", { winners, refusals: refusals([held, ...booked, moved]) });
    }
    const [overlaps, apart] = await Promise.all([overlapping(), ordersApartFromTheirSlots()]);
    if (overlaps > 0) complain(round, "overlaps", overlaps);
    if (apart.length > 0) complain(round, "orders apart from their slots", apart);
    broken.overlaps += overlaps;
    broken.apart += apart.length;
    await ask("location", sql`delete from location.slots returning 1`);
    await ask("customer", sql`update customer.work_orders set closed_at = now() returning 1`);
    if (round % everyRounds === 0) say(`${round} rounds`);
  }
  report("rounds", count);
  report("rounds-with-other-winners", broken.winners);
  report("overlaps", broken.overlaps);
  report("orders-apart-from-their-slots", broken.apart);
}

interface Outcome<T> {
  won?: T;
  refusal?: string;
}

function atOnce<T>(work: (person: number) => Promise<T>, people = rivals): Promise<Outcome<T>[]> {
  return Promise.all(
    Array.from({ length: people }, (_, person) =>
      work(person).then(
        (won) => ({ won }),
        (error: unknown) => ({ refusal: refusalOf(error).code }),
      ),
    ),
  );
}

async function confirm(key: string, holdId: string): Promise<string> {
  return (await guest(key).contexts.customer.bookings.book.mutate(bookingOn(holdId))).trackingToken;
}

async function move(key: string, token: string, holdId: string): Promise<string> {
  for (;;) {
    try {
      return (await guest(key).contexts.customer.tracking.reschedule.mutate({ token, holdId })).reference;
    } catch (error) {
      if (!isTransient(refusalOf(error).code)) throw error;
    }
  }
}

function refusals(outcomes: readonly Outcome<unknown>[][]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { refusal } of outcomes.flat()) if (refusal) counts[refusal] = (counts[refusal] ?? 0) + 1;
  return counts;
}

async function ask<Row>(context: ContextName, query: ReturnType<typeof sql>): Promise<Row[]> {
  const db = await database(context);
  return db.write((tx) => rows<Row>(tx, query));
}

async function overlapping(): Promise<number> {
  const [row] = await ask<{ overlaps: number }>(
    "location",
    sql`select count(*)::int as overlaps from location.slots a join location.slots b
        on a.lane_id = b.lane_id and a.id < b.id and a.during && b.during`,
  );
  return row?.overlaps ?? -1;
}

/** Open orders whose slot is at another time, or is not there, or is there twice. */
async function ordersApartFromTheirSlots(): Promise<unknown[]> {
  const orders = await ask<{ id: string; at: number }>(
    "customer",
    sql`select id, extract(epoch from slot_start)::float8 as at from customer.work_orders
        where closed_at is null and service_center_id = ${gent.id} order by id`,
  );
  const slots = await ask<{ id: string; at: number }>(
    "location",
    sql`select order_id as id, extract(epoch from lower(during))::float8 as at from location.slots
        where status = 'booked' order by order_id`,
  );
  const of = ({ id, at }: { id: string; at: number }) => `${id} ${at}`;
  return JSON.stringify(orders.map(of)) === JSON.stringify(slots.map(of)) ? [] : [{ orders, slots }];
}
