import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { bookingOn, freeStarts, guest, holdSlot, zoe } from "@/test-support/bookings";
import { callBy } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { gent, screen, seedNetwork } from "@/test-support/network";

freshDatabases();
beforeAll(seedNetwork);

const parallel = 32;
const rounds = 8;
const all = <T>(work: (index: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: parallel }, (_, index) => work(index)));

function refusals(outcomes: PromiseSettledResult<unknown>[]): Set<string> {
  return new Set(
    outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [String(outcome.reason.message)] : [])),
  );
}

async function count(context: "customer" | "location", query: ReturnType<typeof sql>): Promise<number> {
  const db = await database(context);
  const [row] = await db.read((tx) => rows<{ n: number }>(tx, query));
  return row?.n ?? -1;
}

const liveOrders = sql`select count(*)::int as n from customer.work_orders where status = 'booked'`;
const bookedSlots = sql`select count(*)::int as n from location.slots where status = 'booked'`;
const openClaims = sql`select count(*)::int as n from location.slots where status = 'claimed'`;

test("of 32 who book the same hold at once, one gets it and nothing of the others is left", async () => {
  for (let round = 1; round <= rounds; round++) {
    const before = await count("customer", liveOrders);
    const [start = ""] = await freeStarts(1);
    const holdId = await holdSlot(start);
    const outcomes = await all((index) =>
      guest(`race-${holdId}-${index}`).contexts.customer.bookings.book.mutate({
        ...bookingOn(holdId),
        contact: { ...zoe, email: `racer-${index}@example.test` },
      }),
    );
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    expect(refusals(outcomes)).toEqual(new Set(["hold_expired"]));
    expect(await count("customer", liveOrders)).toBe(before + 1);
    expect(await count("location", bookedSlots)).toBe(before + 1);
    expect(await count("location", openClaims)).toBe(0);
  }
});

test("32 times the same request with the same key is one booking, and every answer is that one", async () => {
  for (let round = 1; round <= rounds; round++) {
    const before = await count("customer", liveOrders);
    const [start = ""] = await freeStarts(1);
    const input = bookingOn(await holdSlot(start));
    const key = `same-${input.holdId}`;
    const outcomes = await all(() => guest(key).contexts.customer.bookings.book.mutate(input));
    const answers = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
    // Those that came while the first was at it are told so, and may ask again.
    for (const refusal of refusals(outcomes))
      expect(["command_in_progress", "hold_expired"]).toContain(refusal);
    answers.push(await guest(key).contexts.customer.bookings.book.mutate(input));
    expect(new Set(answers.map((answer) => answer.reference)).size).toBe(1);
    expect(await count("customer", liveOrders)).toBe(before + 1);
  }
});

test("of 32 who want the same time, as many get it as there are technicians free then", async () => {
  for (let round = 1; round <= rounds; round++) {
    const before = await count("customer", liveOrders);
    const [start = ""] = await freeStarts(1);
    const outcomes = await all(async (index) => {
      const { holdId } = await callBy().contexts.location.slots.hold.mutate({
        serviceCenterId: gent.id,
        method: "drop_off",
        start,
        faultId: screen.id,
      });
      return guest(`time-${holdId}-${index}`).contexts.customer.bookings.book.mutate({
        ...bookingOn(holdId),
        contact: { ...zoe, email: `crowd-${index}@example.test` },
      });
    });
    const winners = outcomes.filter((outcome) => outcome.status === "fulfilled").length;
    expect([1, 2]).toContain(winners);
    expect(refusals(outcomes)).toEqual(new Set(["slot_taken"]));
    expect(await count("customer", liveOrders)).toBe(before + winners);
    expect(await count("location", bookedSlots)).toBe(before + winners);
  }
});
