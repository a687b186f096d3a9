import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { rescheduleARepair } from "@/server/sagas/reschedule-a-repair";
import { bookedRepair, freeStarts, holdSlot } from "@/test-support/bookings";
import { callBy, insideVerb } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { seedNetwork } from "@/test-support/network";
import { rescheduleTracked } from "./reschedule-tracked";

freshDatabases();
beforeAll(seedNetwork);

const tracking = (idempotencyKey?: string) =>
  callBy(undefined, idempotencyKey === undefined ? {} : { idempotencyKey }).contexts.customer.tracking;

async function slotsOf(reference: string): Promise<{ start: string; status: string }[]> {
  const customer = await database("customer");
  const [order] = await customer.read((tx) =>
    rows<{ id: string }>(tx, sql`select id from customer.work_orders where reference = ${reference}`),
  );
  const location = await database("location");
  const slots = await location.read((tx) =>
    rows<{ at: number; status: string }>(
      tx,
      sql`select extract(epoch from lower(during))::float8 as at, status from location.slots
          where order_id = ${order?.id}::uuid`,
    ),
  );
  return slots.map(({ at, status }) => ({ start: new Date(at * 1000).toISOString(), status }));
}

async function laterHold(): Promise<{ holdId: string; start: string }> {
  const start = (await freeStarts(12)).at(-1) ?? "";
  return { holdId: await holdSlot(start), start };
}

test("a booking moves to a held slot: order, promise, slot and story", async () => {
  const booked = await bookedRepair();
  const { holdId, start } = await laterHold();
  const token = booked.trackingToken;
  const moved = await tracking("move-key-1").reschedule.mutate({ token, holdId });
  expect(moved.slot.start).toBe(start);
  expect(moved.promisedBy > booked.promisedBy).toBe(true);
  expect(await tracking("move-key-1").reschedule.mutate({ token, holdId })).toEqual(moved);

  const order = await tracking().byToken.query({ token });
  expect(order).toMatchObject({ status: "booked", slot: moved.slot, promisedBy: moved.promisedBy });
  expect(order.timeline.at(-1)?.text).toMatch(/^You chose another time/);
  expect(await slotsOf(booked.reference)).toEqual([{ start, status: "booked" }]);
  expect(await freeStarts(1)).toEqual([booked.slot.start]);
});

/** The saga with another way to exchange the slot. */
function exchanging(how: (exchange: () => Promise<unknown>) => Promise<void>): typeof rescheduleARepair {
  const steps = rescheduleARepair.steps.map((step): typeof step =>
    step.name !== "exchange the slot"
      ? step
      : {
          ...step,
          async run(call) {
            await how(() => step.run(call));
            return {};
          },
        },
  );
  return { ...rescheduleARepair, steps };
}

test("an exchange whose answer is lost again and again stands: order and slot agree", async () => {
  const booked = await bookedRepair();
  const { holdId, start } = await laterHold();
  const deaf = exchanging(async (exchange) => {
    await exchange();
    throw new DomainError("unavailable");
  });
  const ctx = insideVerb("customer", "tracking.reschedule");
  const input = { token: booked.trackingToken, holdId };
  await expect(rescheduleTracked(deaf)({ ctx, input })).rejects.toThrow("unavailable");
  expect(await slotsOf(booked.reference)).toEqual([{ start, status: "booked" }]);
  const order = await tracking().byToken.query({ token: booked.trackingToken });
  expect(order).toMatchObject({ slot: { start } });
});

test("a move that stands though its answer was lost ends as moved when it is asked for again", async () => {
  const booked = await bookedRepair();
  const { holdId, start } = await laterHold();
  const deaf = exchanging(async (exchange) => {
    await exchange();
    throw new DomainError("unavailable");
  });
  const input = { token: booked.trackingToken, holdId };
  const ctx = () => insideVerb("customer", "tracking.reschedule", { idempotencyKey: `lost-${holdId}` });
  await expect(rescheduleTracked(deaf)({ ctx: ctx(), input })).rejects.toThrow("unavailable");

  const moved = await rescheduleTracked(rescheduleARepair)({ ctx: ctx(), input });
  const order = await tracking().byToken.query({ token: booked.trackingToken });
  expect(moved).toMatchObject({ slot: { start }, promisedBy: order.promisedBy });
  expect(await rescheduleTracked(rescheduleARepair)({ ctx: ctx(), input })).toEqual(moved);
  expect(order.timeline.filter(({ text }) => text.startsWith("You chose another time"))).toHaveLength(1);
  expect(await slotsOf(booked.reference)).toEqual([{ start, status: "booked" }]);

  // Another's order does not make it theirs.
  const other = await bookedRepair();
  const stolen = tracking().reschedule.mutate({ token: other.trackingToken, holdId });
  await expect(stolen).rejects.toThrow("hold_expired");
});

test("an exchange that arrives after the move was taken back changes nothing", async () => {
  const booked = await bookedRepair();
  const { holdId } = await laterHold();
  const late: (() => Promise<unknown>)[] = [];
  const slow = exchanging(async (exchange) => {
    late.push(exchange);
    throw new DomainError("unavailable");
  });
  const ctx = insideVerb("customer", "tracking.reschedule");
  const input = { token: booked.trackingToken, holdId };
  await expect(rescheduleTracked(slow)({ ctx, input })).rejects.toThrow("unavailable");
  for (const exchange of late) await expect(exchange()).rejects.toThrow(/hold_/);
  expect(await slotsOf(booked.reference)).toEqual([{ start: booked.slot.start, status: "booked" }]);
  const order = await tracking().byToken.query({ token: booked.trackingToken });
  expect(order).toMatchObject({ slot: booked.slot, promisedBy: booked.promisedBy });
});

test("a slot that is lost at the last moment leaves the booking as it was, and nothing is mailed", async () => {
  const booked = await bookedRepair();
  const { holdId } = await laterHold();
  const losing = exchanging(async (exchange) => {
    await callBy().contexts.location.slots.release.mutate({ id: holdId });
    await exchange();
  });
  const ctx = insideVerb("customer", "tracking.reschedule");
  const input = { token: booked.trackingToken, holdId };
  await expect(rescheduleTracked(losing)({ ctx, input })).rejects.toThrow("hold_expired");
  expect(await slotsOf(booked.reference)).toEqual([{ start: booked.slot.start, status: "booked" }]);
  const order = await tracking().byToken.query({ token: booked.trackingToken });
  expect(order).toMatchObject({ slot: booked.slot, promisedBy: booked.promisedBy });
  const customer = await database("customer");
  const mails = await customer.read((tx) =>
    rows(
      tx,
      sql`select m.template from customer.mails m join customer.work_orders w on w.id = m.work_order_id
      where w.reference = ${booked.reference}`,
    ),
  );
  expect(mails).toEqual([{ template: "booking_confirmed" }]);
});

test("a hold of another method is no place for a booking", async () => {
  const booked = await bookedRepair();
  const [start = ""] = await freeStarts(1, "on_site");
  const holdId = await holdSlot(start, "on_site");
  await expect(tracking().reschedule.mutate({ token: booked.trackingToken, holdId })).rejects.toThrow(
    "slot_not_offered",
  );
});
