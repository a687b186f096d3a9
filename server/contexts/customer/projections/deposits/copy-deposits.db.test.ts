import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { sandboxSecret } from "@/server/contexts/payment/adapters/sandbox/secret";
import { webhookBody } from "@/server/contexts/payment/adapters/sandbox/sentinels";
import { sign } from "@/server/contexts/payment/adapters/signature";
import { paymentConsumers } from "@/server/contexts/payment/projections/consumers";
import { consumerOf } from "@/server/platform/projections/projection";
import { consumeBatch } from "@/server/workers/consumers";
import { checkReadModel } from "@/server/workers/read-models";
import { bookedRepair } from "@/test-support/bookings";
import { callBy, insideVerb, staff } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { numberAllCommitted } from "@/test-support/feed";
import { gent, screen, seedNetwork } from "@/test-support/network";
import { copyOfDeposits } from "./copy-deposits";

freshDatabases();
beforeAll(seedNetwork);
beforeAll(async () => {
  const db = await database("customer");
  await db.write((tx) =>
    tx.execute(sql`update customer.faults set deposit_percent = 20 where id = ${screen.id}`),
  );
});

const { customer, payment } = callBy().contexts;
const desk = callBy(staff({ role: "front_desk", serviceCenterId: gent.id })).contexts.customer.workOrders;
const amount = { amountMinor: 5_700, currency: "EUR" };

async function hearPayment(): Promise<void> {
  await numberAllCommitted("payment");
  while ((await consumeBatch(consumerOf(copyOfDeposits))) > 0);
}

/** Payment hears of the cancellation and gives back; Customer hears of that. */
async function settle(): Promise<void> {
  await numberAllCommitted("customer");
  for (const consumer of paymentConsumers) while ((await consumeBatch(consumer)) > 0);
  await callBy({ kind: "system" }).contexts.payment.deposits.giveBackLate.mutate();
  await hearPayment();
}

async function booked() {
  const { trackingToken: token, reference } = await bookedRepair();
  const { orders } = await desk.search.query({ q: reference });
  const id = orders[0]?.id ?? "";
  const { deposits } = await insideVerb("customer", "test").contexts.payment.deposits.ofOrder.query({
    orderId: id,
  });
  return { token, id, depositId: deposits[0]?.depositId ?? "" };
}

const seenBy = async (token: string) => (await customer.tracking.byToken.query({ token })).deposit;

test("customer and desk see a deposit asked for, paid, going back and given back, in words of one copy", async () => {
  const { token, id, depositId } = await booked();
  expect(await seenBy(token)).toMatchObject({ state: "to_be_asked", amount, ifCancelled: "called_off" });
  await hearPayment();
  expect(await seenBy(token)).toMatchObject({ state: "asked", ifCancelled: "called_off" });
  const { payUrl } = await customer.tracking.depositPage.query({ token });
  expect(payUrl).toMatch(new RegExp(`/demo/pay/${depositId}$`));

  await payment.sandbox.pay.mutate({ depositId });
  await hearPayment();
  expect(await seenBy(token)).toMatchObject({ state: "paid", ifCancelled: "given_back" });
  expect((await desk.detail.query({ id })).deposit).toEqual(await seenBy(token));
  await expect(customer.tracking.depositPage.query({ token })).rejects.toThrow("transition_not_allowed");

  const told = await customer.tracking.cancel.mutate({ token });
  expect(told.deposit).toEqual({ becomes: "given_back", amount });
  expect(await seenBy(token)).toMatchObject({ state: "going_back" });
  await settle();
  const after = await seenBy(token);
  expect(after).toMatchObject({ state: "given_back", givenBack: { amount } });
  const { deposit, timeline } = await desk.detail.query({ id });
  expect(deposit).toEqual(after);
  expect(timeline.filter(({ type }) => type.includes("deposit")).map(({ about }) => about)).toEqual([
    "requested",
    "captured",
    "refunded",
  ]);
});

test("money that comes after a cancellation is seen to go back", async () => {
  const { token, id, depositId } = await booked();
  const { version } = await desk.detail.query({ id });
  const told = await desk.cancel.mutate({ id, expectedVersion: version, reason: "by_centre" });
  expect(told.deposit).toEqual({ becomes: "called_off", amount });
  await settle();
  expect(await seenBy(token)).toMatchObject({ state: "called_off" });
  const body = webhookBody(`sandbox-${depositId}`, amount, "captured", 0);
  const signature = sign(body, sandboxSecret(), new Date());
  await payment.webhooks.receive.mutate({ provider: "sandbox", signature, body });
  await hearPayment();
  expect(await seenBy(token)).toMatchObject({ state: "going_back" });
  await settle();
  expect(await seenBy(token)).toMatchObject({ state: "given_back", givenBack: { amount } });
});

test("an order without one has none, and payments at the counter are none", async () => {
  const { id } = await booked();
  const till = callBy(staff({ role: "front_desk", serviceCenterId: gent.id })).contexts.payment.payments;
  await till.record.mutate({
    paymentId: crypto.randomUUID(),
    orderId: id,
    serviceCenterId: gent.id,
    method: "cash",
    amountMinor: 1_000,
    currency: "EUR",
  });
  await hearPayment();
  const db = await database("customer");
  const copied = await db.read((tx) =>
    rows(tx, sql`select status from customer.deposits where order_id = ${id}`),
  );
  expect(copied).toEqual([{ status: "requested" }]);
});

async function notes(): Promise<number> {
  const db = await database("customer");
  const found = await db.read((tx) =>
    rows(tx, sql`select 1 from customer.events where type = 'work_order.deposit_noted.v1'`),
  );
  return found.length;
}

test("built anew from Payment's feed it is the same, and tells nobody again", async () => {
  await settle();
  const before = await notes();
  const [difference] = await checkReadModel(copyOfDeposits);
  expect(difference).toMatchObject({ missing: 0, wrong: 0 });
  expect(difference?.rows).toBeGreaterThan(2);
  expect(await notes()).toBe(before);
});
