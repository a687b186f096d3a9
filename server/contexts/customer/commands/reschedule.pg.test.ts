import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { database, rows } from "@/db/client";
import type { ContextName } from "@/server/kernel/context-name";
import { DomainError } from "@/server/kernel/errors";
import type { VerbContext } from "@/server/platform/call";
import { rescheduleARepair } from "@/server/sagas/reschedule-a-repair";
import { bookedRepair, freeStarts, holdSlot } from "@/test-support/bookings";
import { insideVerb } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { seedNetwork } from "@/test-support/network";
import { rescheduleTracked } from "./reschedule-tracked";

freshDatabases();
beforeAll(seedNetwork);

const rounds = 20;
const atOnce = 32;

async function select<Row>(context: ContextName, query: ReturnType<typeof sql>): Promise<Row[]> {
  const db = await database(context);
  return db.write((tx) => rows<Row>(tx, query));
}

/** Holds at other times than one, which don't overlap: a repair takes less than three of the times on offer. */
async function manyHolds(than: string): Promise<string[]> {
  const free = await freeStarts(3 * (atOnce + 1));
  const starts = free.filter((start, index) => index % 3 === 0 && start !== than).slice(0, atOnce);
  return Promise.all(starts.map((start) => holdSlot(start)));
}

/** Answers the first question about a hold once as many have asked: all of them have seen the order by then. */
function startingTogether(count: number): () => VerbContext {
  let [arrived, go] = [0, () => {}];
  const all = new Promise<void>((resolve) => {
    go = resolve;
  });
  return () => {
    const ctx = insideVerb("customer", "tracking.reschedule");
    const { slots } = ctx.contexts.location;
    const query = async (input: { holdId: string }) => {
      arrived += 1;
      if (arrived === count) go();
      await all;
      return slots.held.query(input);
    };
    const held = { query } as typeof slots.held; // tRPC tags its promises with their errors
    const location = new Proxy(ctx.contexts.location, {
      get: (real, name) => (name === "slots" ? { ...slots, held } : Reflect.get(real, name)),
    });
    return { ...ctx, contexts: { ...ctx.contexts, location } };
  };
}

async function standsAt(reference: string) {
  const [order] = await select<{ id: string; at: number; version: number }>(
    "customer",
    sql`select id, extract(epoch from slot_start)::float8 as at, version from customer.work_orders
        where reference = ${reference}`,
  );
  const slots = await select<{ at: number; status: string }>(
    "location",
    sql`select extract(epoch from lower(during))::float8 as at, status from location.slots
        where order_id = ${order?.id ?? ""}::uuid`,
  );
  return { order, slots };
}

test("of thirty-two who move a booking at once one does, and order and slot agree", {
  timeout: 240_000,
}, async () => {
  const booked = await bookedRepair();
  let at = booked.slot.start;
  for (let round = 1; round <= rounds; round++) {
    const holds = await manyHolds(at);
    const ctx = startingTogether(holds.length);
    const move = rescheduleTracked(rescheduleARepair);
    const outcomes = await Promise.allSettled(
      holds.map((holdId) => move({ ctx: ctx(), input: { token: booked.trackingToken, holdId } })),
    );
    const won = outcomes.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
    for (const each of outcomes) {
      if (each.status === "rejected") expect(each.reason.message).toBe("order_being_rescheduled");
    }
    expect(won).toHaveLength(1);
    const { order, slots } = await standsAt(booked.reference);
    at = won[0]?.slot.start ?? "";
    expect(order).toMatchObject({ at: Date.parse(at) / 1000, version: 1 + round });
    expect(slots).toEqual([{ at: Date.parse(at) / 1000, status: "booked" }]);
    expect(await select("customer", sql`select from customer.reschedulings`)).toEqual([]);
    // Whoever was refused still has their slot.
    const freed = await select(
      "location",
      sql`delete from location.slots where status = 'held' returning id`,
    );
    expect(freed).toHaveLength(holds.length - 1);
  }
});

test("a move that can't be made lets the order go, and another may try", async () => {
  const booked = await bookedRepair();
  const [lost = "", next = ""] = await manyHolds(booked.slot.start);
  const input = (holdId: string) => ({ token: booked.trackingToken, holdId });
  const losing: typeof rescheduleARepair = {
    ...rescheduleARepair,
    steps: rescheduleARepair.steps.map((step): typeof step =>
      step.name === "exchange the slot"
        ? { ...step, run: () => Promise.reject(new DomainError("hold_expired")) }
        : step,
    ),
  };
  const ctx = () => insideVerb("customer", "tracking.reschedule");
  await expect(rescheduleTracked(losing)({ ctx: ctx(), input: input(lost) })).rejects.toThrow("hold_expired");
  const moved = await rescheduleTracked(rescheduleARepair)({ ctx: ctx(), input: input(next) });
  const { slots } = await standsAt(booked.reference);
  expect(slots).toEqual([{ at: Date.parse(moved.slot.start) / 1000, status: "booked" }]);
});
