import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { callBy } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { sandboxSecret } from "./adapters/sandbox/secret";
import { webhookBody } from "./adapters/sandbox/sentinels";
import { sign } from "./adapters/signature";

freshDatabases();

const asCustomerContext = () =>
  callBy({ kind: "service", context: "customer", onBehalfOf: { kind: "guest" } }).contexts.payment;
const deposit = (lastDigits: number, orderId: string = randomUUID()) => ({
  orderId,
  amountMinor: 4_900 + lastDigits,
  currency: "EUR",
  reason: "booking",
});
const balance = (orderId: string) => asCustomerContext().balances.ofOrder.query({ orderId, currency: "EUR" });

function webhook(body: string, changes: { signature?: string; at?: Date } = {}) {
  const signature = changes.signature ?? sign(body, sandboxSecret(), changes.at ?? new Date());
  return callBy().contexts.payment.webhooks.receive.mutate({ provider: "sandbox", signature, body });
}

async function capturesOf(depositId: string): Promise<number> {
  const db = await database("payment");
  const found = await db.read((tx) =>
    rows(
      tx,
      sql`select from payment.postings where transaction_id = ${depositId}::uuid and kind = 'capture'`,
    ),
  );
  return found.length;
}

test("a deposit is taken once, however often and at once it is asked for", async () => {
  const request = deposit(10);
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => asCustomerContext().deposits.request.mutate(request)),
  );
  expect(new Set(answers.map(({ depositId }) => depositId)).size).toBe(1);
  expect(answers[0]?.status).toBe("captured");
  expect(await balance(request.orderId)).toMatchObject({
    paid: { amountMinor: 4_910 },
    held: { amountMinor: 4_910 },
    due: { amountMinor: 0 },
  });
  await expect(
    asCustomerContext().deposits.request.mutate({ ...request, amountMinor: 1_000 }),
  ).rejects.toThrow("conflict");
});

test("a declined card takes nothing and says so again when asked again", async () => {
  const request = deposit(2);
  for (let i = 0; i < 2; i++) {
    expect(await asCustomerContext().deposits.request.mutate(request)).toMatchObject({ status: "declined" });
  }
  expect((await balance(request.orderId)).paid.amountMinor).toBe(0);
});

test("a provider that gave no answer is asked again under the same key", async () => {
  const request = deposit(6);
  await expect(asCustomerContext().deposits.request.mutate(request)).rejects.toThrow("unavailable");
  expect(await asCustomerContext().deposits.request.mutate(request)).toMatchObject({ status: "captured" });
  expect((await balance(request.orderId)).paid.amountMinor).toBe(4_906);
});

test("webhooks doubled, late and out of order, fifty of them at once: one capture", async () => {
  const request = deposit(8);
  const { depositId, status } = await asCustomerContext().deposits.request.mutate(request);
  expect(status).toBe("requested");
  expect((await balance(request.orderId)).due.amountMinor).toBe(4_908);
  const reference = `sandbox-${depositId}`;
  const captured = webhookBody(reference, request, "captured", 0);
  const bodies = [
    ...Array.from({ length: 30 }, () => captured),
    ...Array.from({ length: 10 }, (_, i) => webhookBody(reference, request, "captured", i + 2)),
    ...Array.from({ length: 10 }, (_, i) => webhookBody(reference, request, "requested", i + 2)),
  ];
  await Promise.all(bodies.map((body) => webhook(body)));
  await webhook(webhookBody(reference, request, "declined", 0));
  expect(await capturesOf(depositId)).toBe(1);
  const { deposits } = await asCustomerContext().deposits.ofOrder.query({ orderId: request.orderId });
  expect(deposits).toMatchObject([{ depositId, status: "captured" }]);
});

test("a webhook without a good signature, or a captured one sent again later, is not heard", async () => {
  const request = deposit(8);
  const { depositId } = await asCustomerContext().deposits.request.mutate(request);
  const body = webhookBody(`sandbox-${depositId}`, request, "captured", 0);
  await expect(webhook(body, { signature: sign(body, "another", new Date()) })).rejects.toThrow(
    "not_allowed",
  );
  await expect(webhook(body, { signature: "" })).rejects.toThrow("not_allowed");
  await expect(webhook(body, { at: new Date(Date.now() - 301_000) })).rejects.toThrow("not_allowed");
  await expect(
    webhook(body.replace("4908", "1"), { signature: sign(body, sandboxSecret(), new Date()) }),
  ).rejects.toThrow("not_allowed");
  await expect(webhook(webhookBody("sandbox-none", request, "captured", 0))).rejects.toThrow("not_found");
  expect(await capturesOf(depositId)).toBe(0);
});

test("taking deposits back cancels what waits and refunds what was paid, once", async () => {
  const paid = deposit(10);
  await asCustomerContext().deposits.request.mutate(paid);
  const waiting = { ...deposit(8, paid.orderId), reason: "parts" };
  await asCustomerContext().deposits.request.mutate(waiting);
  for (let i = 0; i < 2; i++) {
    const { deposits } = await asCustomerContext().deposits.cancel.mutate({ orderId: paid.orderId });
    expect(deposits.map(({ status }) => status)).toEqual(["refunded", "cancelled"]);
  }
  expect(await balance(paid.orderId)).toMatchObject({
    paid: { amountMinor: 0 },
    held: { amountMinor: 0 },
    due: { amountMinor: 0 },
  });
  await expect(asCustomerContext().deposits.request.mutate(paid)).rejects.toThrow("order_taken_back");
});

const statusesOf = async (orderId: string) =>
  (await asCustomerContext().deposits.ofOrder.query({ orderId })).deposits.map(({ status }) => status);

test("a request that comes after its booking was taken back is refused for good, and asks for nothing", async () => {
  const request = deposit(10);
  await asCustomerContext().deposits.cancel.mutate({ orderId: request.orderId });
  for (let i = 0; i < 2; i++) {
    const late = asCustomerContext().deposits.request.mutate(request);
    await expect(late).rejects.toThrow("order_taken_back");
  }
  expect(await statusesOf(request.orderId)).toEqual([]);
  const db = await database("payment");
  const written = db.write((tx) =>
    tx.execute(sql`insert into payment.transactions (id, kind, order_id, method, reason, status, amount_minor, currency,
        provider, requested_at, updated_at)
      values (gen_random_uuid(), 'deposit', ${request.orderId}::uuid, 'online', 'booking', 'requested', 1, 'EUR',
        'sandbox', now(), now())`),
  );
  await expect(written).rejects.toThrow();
});

/** What the job queue does every minute, for deposits that rest for a while. */
async function lookForLateMoney(orderId: string): Promise<void> {
  const db = await database("payment");
  await db.write((tx) =>
    tx.execute(sql`update payment.transactions set updated_at = updated_at - interval '2 minutes'
      where order_id = ${orderId}::uuid`),
  );
  await callBy({ kind: "system" }).contexts.payment.deposits.giveBackLate.mutate();
}

test("money that a provider reports after the deposit was taken back is given back", async () => {
  const request = deposit(8);
  const { depositId } = await asCustomerContext().deposits.request.mutate(request);
  await asCustomerContext().deposits.cancel.mutate({ orderId: request.orderId });
  await webhook(webhookBody(`sandbox-${depositId}`, request, "captured", 0));
  expect(await statusesOf(request.orderId)).toEqual(["captured"]);
  for (let i = 0; i < 2; i++) await lookForLateMoney(request.orderId);
  expect(await statusesOf(request.orderId)).toEqual(["refunded"]);
  expect((await balance(request.orderId)).held.amountMinor).toBe(0);
});

test("a deposit taken back while its request had no answer is asked after, and its money given back", async () => {
  const request = deposit(6);
  await expect(asCustomerContext().deposits.request.mutate(request)).rejects.toThrow("unavailable");
  await asCustomerContext().deposits.cancel.mutate({ orderId: request.orderId });
  expect(await statusesOf(request.orderId)).toEqual(["cancelled"]);
  await lookForLateMoney(request.orderId);
  expect(await statusesOf(request.orderId)).toEqual(["refunded"]);
  expect((await balance(request.orderId)).held.amountMinor).toBe(0);
});

test("a deposit of an order that stands is left alone", async () => {
  const request = deposit(10);
  await asCustomerContext().deposits.request.mutate(request);
  await lookForLateMoney(request.orderId);
  expect(await statusesOf(request.orderId)).toEqual(["captured"]);
});

test("the database itself refuses to pay back more than came in", async () => {
  const request = deposit(10);
  const { depositId } = await asCustomerContext().deposits.request.mutate(request);
  const db = await database("payment");
  await expect(
    db.write((tx) =>
      tx.execute(sql`update payment.transactions set refunded_minor = 4911 where id = ${depositId}::uuid`),
    ),
  ).rejects.toThrow();
});
