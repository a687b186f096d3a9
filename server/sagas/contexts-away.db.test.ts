import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { bookRepair } from "@/server/contexts/customer/commands/book-repair";
import type { ContextName } from "@/server/kernel/context-name";
import { DomainError } from "@/server/kernel/errors";
import type { VerbContext } from "@/server/platform/call";
import { resumeSagas } from "@/server/platform/sagas";
import type { Contexts } from "@/server/routers/contexts";
import { bookingOn, freeStarts, holdSlot } from "@/test-support/bookings";
import { callBy, insideVerb } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { gent, krakow, screen, seedNetwork } from "@/test-support/network";
import { bookARepair } from "./book-a-repair";

freshDatabases();
beforeAll(seedNetwork);

/** A context as it looks to its callers when it does not answer, whatever verb is asked. */
function away(): unknown {
  const unanswered = () => Promise.reject(new DomainError("unavailable"));
  return new Proxy(unanswered, { get: () => away() });
}

interface Asked {
  orderId: string;
  amountMinor: number;
}

/** Payment's verbs about deposits, as the saga calls them. */
function paymentWith(requests: Asked[], cancelled: string[]) {
  return (payment: Contexts["payment"]) => ({
    prices: payment.prices,
    deposits: {
      request: {
        mutate: async (asked: Asked) => {
          requests.push(asked);
          return { depositId: "d", status: "requested" };
        },
      },
      cancel: { mutate: async ({ orderId }: { orderId: string }) => void cancelled.push(orderId) },
    },
  });
}

/** A call whose steps meet other contexts in place of the real ones; what begins the booking meets the real ones. */
function meeting(key: string, instead: Partial<Record<ContextName, (real: never) => unknown>>): VerbContext {
  const ctx = insideVerb("customer", "bookings.book", { idempotencyKey: key });
  return {
    ...ctx,
    connect: (caller) => {
      const contexts = ctx.connect(caller);
      const replaced = Object.entries(instead).map(([name, make]) => [
        name,
        make(contexts[name as ContextName] as never),
      ]);
      return { ...contexts, ...Object.fromEntries(replaced) };
    },
  };
}

/** Every step works, but in the end the claim on the slot is gone. */
const refusing: typeof bookARepair = {
  ...bookARepair,
  steps: bookARepair.steps.map((step) =>
    step.name !== "confirm the slot"
      ? step
      : { ...step, run: () => Promise.reject(new DomainError("hold_expired")) },
  ),
};

async function select<Row>(context: ContextName, query: ReturnType<typeof sql>): Promise<Row[]> {
  const db = await database(context);
  return db.write((tx) => rows<Row>(tx, query));
}

async function held() {
  const [start = ""] = await freeStarts(1);
  return bookingOn(await holdSlot(start));
}

const orderOf = (reference: string) =>
  select<{ id: string; part: string }>(
    "customer",
    sql`select id, part from customer.work_orders where reference = ${reference}`,
  ).then(([order]) => order);
const reservedFor = (id: string | undefined) =>
  select<{ at: string }>(
    "inventory",
    sql`select warehouse_id as at from inventory.reservations where order_id = ${id ?? ""}::uuid`,
  );
const makeDue = () =>
  select("customer", sql`update customer.sagas set due_at = now() where status = 'waiting'`);
const resume = (ctx: () => VerbContext) => resumeSagas("customer", [bookARepair], ctx);

test("with Inventory away a repair is booked without a promise, and its part is reserved once it is back", async () => {
  const ctx = meeting("away-1", { inventory: away });
  const booked = await bookRepair(bookARepair)({ ctx, input: await held() });
  expect(booked.status).toBe("booked");
  const order = await orderOf(booked.reference);
  expect(order?.part).toBe("later");
  await makeDue();
  expect(await resume(() => meeting("worker", { inventory: away }))).toBe(1);
  expect(await orderOf(booked.reference)).toMatchObject({ part: "later" });
  await makeDue();
  expect(await resume(() => meeting("worker", {}))).toBe(1);
  expect(await orderOf(booked.reference)).toMatchObject({ part: "here" });
  expect(await reservedFor(order?.id)).toEqual([{ at: gent.id }]);
});

test("an order that was cancelled before Inventory came back has no part reserved, and its saga ends", async () => {
  const ctx = meeting("away-2", { inventory: away });
  const booked = await bookRepair(bookARepair)({ ctx, input: await held() });
  const order = await orderOf(booked.reference);
  await insideVerb("customer", "test").contexts.inventory.stock.release.mutate({ orderId: order?.id ?? "" });
  await makeDue();
  expect(await resume(() => meeting("worker", {}))).toBe(1);
  expect(await reservedFor(order?.id)).toEqual([]);
  expect(
    await select(
      "customer",
      sql`select status from customer.sagas where state->>'orderId' = ${order?.id ?? ""}`,
    ),
  ).toEqual([{ status: "done" }]);
});

test("a part that the centre has not got is reserved at the nearest that has, else noted as to be ordered", async () => {
  await select("inventory", sql`update inventory.stock_levels set on_hand = reserved`);
  const none = await bookRepair(bookARepair)({ ctx: meeting("none", {}), input: await held() });
  expect(await orderOf(none.reference)).toMatchObject({ part: "to_order" });
  await select(
    "inventory",
    sql`insert into inventory.stock_levels (part_id, warehouse_id, on_hand) values ('macbook-display', ${krakow.id}, 1)`,
  );
  const far = await bookRepair(bookARepair)({ ctx: meeting("far", {}), input: await held() });
  const order = await orderOf(far.reference);
  expect(order?.part).toBe("elsewhere");
  expect(await reservedFor(order?.id)).toEqual([{ at: krakow.id }]);
});

test("a fault that asks for a deposit has it requested once, taken back with the booking, and later when Payment is away", async () => {
  await select("customer", sql`update customer.faults set deposit_percent = 20 where id = ${screen.id}`);
  const requests: Asked[] = [];
  const cancelled: string[] = [];
  const payment = paymentWith(requests, cancelled);
  const input = await held();
  const booked = await bookRepair(bookARepair)({ ctx: meeting("deposit-1", { payment }), input });
  expect(booked.deposit).toEqual({ amount: { amountMinor: 5_700, currency: "EUR" }, status: "requested" });
  expect(requests).toMatchObject([{ amountMinor: 5_700, reason: "booking" }]);

  const refused = bookRepair(refusing)({ ctx: meeting("deposit-2", { payment }), input: await held() });
  await expect(refused).rejects.toThrow("hold_expired");
  expect(cancelled).toEqual([requests[1]?.orderId]);

  const later = await bookRepair(bookARepair)({
    ctx: meeting("deposit-3", { payment: away }),
    input: await held(),
  }).catch((error: Error) => error);
  expect(later).toMatchObject({ status: "booked", deposit: { status: "later" } });
  await makeDue();
  await resume(() => meeting("worker", { payment }));
  expect(requests).toHaveLength(3);
});

test("Payment itself has the booking's deposit, once, and gives it back with a booking that fails", async () => {
  await select("customer", sql`update customer.faults set deposit_percent = 20 where id = ${screen.id}`);
  const depositsOf = async (orderId = "") =>
    (await insideVerb("customer", "test").contexts.payment.deposits.ofOrder.query({ orderId })).deposits;
  const booked = await bookRepair(bookARepair)({ ctx: meeting("deposit-4", {}), input: await held() });
  const order = await orderOf(booked.reference);
  expect(await depositsOf(order?.id)).toMatchObject([
    { amountMinor: 5_700, currency: "EUR", status: "requested" },
  ]);

  const input = await held();
  const failed = bookRepair(refusing)({ ctx: meeting("deposit-5", {}), input });
  await expect(failed).rejects.toThrow("hold_expired");
  const [saga] = await select<{ orderId: string }>(
    "customer",
    sql`select state->>'orderId' as "orderId" from customer.sagas where state->>'holdId' = ${input.holdId}`,
  );
  expect(await depositsOf(saga?.orderId)).toMatchObject([{ status: "cancelled" }]);
});

test("a booking that is cancelled before Payment is back is asked for no deposit, whoever hears of it first", async () => {
  await select("customer", sql`update customer.faults set deposit_percent = 20 where id = ${screen.id}`);
  const requests: Asked[] = [];
  const cancelledMeanwhile = async (key: string) => {
    const booked = await bookRepair(bookARepair)({
      ctx: meeting(key, { payment: away }),
      input: await held(),
    });
    await callBy().contexts.customer.tracking.cancel.mutate({ token: booked.trackingToken });
    await makeDue();
    return (await orderOf(booked.reference))?.id ?? "";
  };
  const sagaOf = (orderId: string) =>
    select("customer", sql`select status, failure from customer.sagas where state->>'orderId' = ${orderId}`);

  const first = await cancelledMeanwhile("deposit-6");
  await resume(() => meeting("worker", { payment: paymentWith(requests, []) }));
  expect(requests).toEqual([]);
  expect(await sagaOf(first)).toEqual([{ status: "done", failure: null }]);

  // The order stood when it was looked at, and was cancelled before Payment was asked.
  const second = await cancelledMeanwhile("deposit-7");
  await select("customer", sql`update customer.work_orders set closed_at = null where id = ${second}::uuid`);
  await insideVerb("customer", "test").contexts.payment.deposits.cancel.mutate({ orderId: second });
  await resume(() => meeting("worker", {}));
  expect(await sagaOf(second)).toEqual([{ status: "done", failure: null }]);
});
