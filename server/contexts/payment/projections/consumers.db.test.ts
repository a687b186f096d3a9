import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { database } from "@/db/client";
import { consumeAll } from "@/server/platform/consumer";
import type { FeedEvent } from "@/server/platform/events";
import { onSignal } from "@/server/platform/feed-signal";
import { inTransaction } from "@/server/platform/verb";
import { consumeBatch } from "@/server/workers/consumers";
import { bookedRepair } from "@/test-support/bookings";
import { callBy, insideVerb, staff } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { feedEvent } from "@/test-support/events";
import { numberAllCommitted } from "@/test-support/feed";
import { gent, screen, seedNetwork } from "@/test-support/network";
import { depositById } from "../adapters/deposits";
import { giveDepositBack } from "../adapters/give-deposit-back";
import { paymentConsumers } from "./consumers";

freshDatabases();
beforeAll(seedNetwork);
beforeAll(async () => {
  const db = await database("customer");
  await db.write((tx) =>
    tx.execute(sql`update customer.faults set deposit_percent = 20 where id = ${screen.id}`),
  );
});

const asCustomer = () => insideVerb("customer", "test").contexts.payment;
const takenAtOnce = { amountMinor: 4_910, currency: "EUR", reason: "booking" };
const paidOnAPage = { amountMinor: 4_900, currency: "EUR", reason: "booking" };

const statusesOf = async (orderId: string) =>
  (await asCustomer().deposits.ofOrder.query({ orderId })).deposits.map(({ status }) => status);
const heldFor = async (orderId: string) =>
  (await asCustomer().balances.ofOrder.query({ orderId, currency: "EUR" })).held.amountMinor;
const giveBack = () => callBy({ kind: "system" }).contexts.payment.deposits.giveBackLate.mutate();

const cancelled = (orderId: string): FeedEvent =>
  feedEvent(1, {
    id: randomUUID(),
    streamId: `work_order-${orderId}`,
    type: "work_order.cancelled.v1",
    data: { reason: "by_customer" },
  });
async function hear(...events: FeedEvent[]): Promise<void> {
  for (const consumer of paymentConsumers) await consumeAll(consumer, events, { moves: false });
}

let orderId = "";
beforeEach(() => {
  orderId = randomUUID();
});

test("given a deposit that is paid, when its order is cancelled, then it goes back once, however often that is told", async () => {
  await asCustomer().deposits.request.mutate({ orderId, ...takenAtOnce });
  const told = cancelled(orderId);
  for (let i = 0; i < 3; i++) {
    await hear(told, told);
    await giveBack();
  }
  expect(await statusesOf(orderId)).toEqual(["refunded"]);
  expect(await heldFor(orderId)).toBe(0);
});

test("given a deposit that is asked for, when its order is cancelled, then nobody can pay it any more", async () => {
  const { depositId } = await asCustomer().deposits.request.mutate({ orderId, ...paidOnAPage });
  await hear(cancelled(orderId));
  await giveBack();
  expect(await statusesOf(orderId)).toEqual(["cancelled"]);
  await expect(callBy().contexts.payment.sandbox.pay.mutate({ depositId })).rejects.toThrow(
    "transition_not_allowed",
  );
});

test("given a cancelled order, when its deposit is asked for later, then it is refused", async () => {
  await hear(cancelled(orderId));
  await expect(asCustomer().deposits.request.mutate({ orderId, ...takenAtOnce })).rejects.toThrow(
    "order_taken_back",
  );
  expect(await statusesOf(orderId)).toEqual([]);
});

test("given an order that stands, when another is cancelled, then its deposit stays", async () => {
  await asCustomer().deposits.request.mutate({ orderId, ...takenAtOnce });
  await hear(cancelled(randomUUID()));
  await giveBack();
  expect(await statusesOf(orderId)).toEqual(["captured"]);
});

test("a process that dies between provider and books gives back the same money, not twice as much", async () => {
  const { depositId } = await asCustomer().deposits.request.mutate({ orderId, ...takenAtOnce });
  await hear(cancelled(orderId));
  const ctx = insideVerb("payment", "test");
  const seen = await inTransaction(ctx, ({ tx }) => depositById(tx, depositId));
  if (seen === undefined) throw new Error("the deposit is there");
  await giveDepositBack(ctx, seen);
  // Whoever saw it before that comes with the same key to the provider, and finds the books closed.
  await expect(giveDepositBack(ctx, seen)).rejects.toThrow("transition_not_allowed");
  expect(await heldFor(orderId)).toBe(0);
});

test("the money is hurried: whoever waits for orders taken back is told after the commit, and only then", async () => {
  let told = 0;
  const off = onSignal("taken-back:payment", () => {
    told += 1;
  });
  await hear(
    feedEvent(1, { id: randomUUID(), streamId: `work_order-${orderId}`, type: "work_order.ready.v1" }),
  );
  expect(told).toBe(0);
  await hear(cancelled(orderId));
  off();
  expect(told).toBe(1);
});

test.each(["customer", "desk"])("a booking that the %s cancels gives its deposit back", async (who) => {
  const { reference, trackingToken, deposit } = await bookedRepair();
  expect(deposit).toMatchObject({ status: "requested" });
  const desk = callBy(staff({ role: "front_desk", serviceCenterId: gent.id })).contexts.customer.workOrders;
  const { orders } = await desk.search.query({ q: reference });
  const id = orders[0]?.id ?? "";
  const [asked] = (await asCustomer().deposits.ofOrder.query({ orderId: id })).deposits;
  expect(asked?.payUrl).toMatch(/\/demo\/pay\//);
  await callBy().contexts.payment.sandbox.pay.mutate({ depositId: asked?.depositId ?? "" });
  expect(await statusesOf(id)).toEqual(["captured"]);
  if (who === "desk") await desk.cancel.mutate({ id, expectedVersion: 1, reason: "by_centre" });
  else await callBy().contexts.customer.tracking.cancel.mutate({ token: trackingToken });
  await numberAllCommitted("customer");
  for (const consumer of paymentConsumers) while ((await consumeBatch(consumer)) > 0);
  await giveBack();
  expect(await statusesOf(id)).toEqual(["refunded"]);
  expect(await heldFor(id)).toBe(0);
});

test("the database refuses a refund that no posting made, and a posting beyond what came in", async () => {
  const { depositId } = await asCustomer().deposits.request.mutate({ orderId, ...takenAtOnce });
  const db = await database("payment");
  const unposted = db.write((tx) =>
    tx.execute(sql`update payment.transactions set refunded_minor = 4910 where id = ${depositId}::uuid`),
  );
  await expect(unposted).rejects.toThrow("is not as posted");
  const twice = db.write((tx) =>
    tx.execute(sql`
      with posting as (
        insert into payment.postings (id, kind, order_id, transaction_id, posted_at)
        values (gen_random_uuid(), 'refund', ${orderId}::uuid, ${depositId}::uuid, now()) returning id
      )
      insert into payment.ledger_lines (posting_id, line, account_kind, account_owner, currency, amount_minor)
      select id, 0, 'held', ${orderId}, 'EUR', 4910 from posting
      union all select id, 1, 'provider', 'sandbox', 'EUR', -4910 from posting`),
  );
  await expect(twice).rejects.toThrow("is not as posted");
  expect(await heldFor(orderId)).toBe(4_910);
});
