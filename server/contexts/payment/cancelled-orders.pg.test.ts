import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { consumeAll } from "@/server/platform/consumer";
import { callBy } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { feedEvent } from "@/test-support/events";
import { inAnyOrder } from "@/test-support/races";
import { sandboxSecret } from "./adapters/sandbox/secret";
import { webhookBody } from "./adapters/sandbox/sentinels";
import { sign } from "./adapters/signature";
import { paymentConsumers } from "./projections/consumers";

freshDatabases();

const rounds = 20;
const amount = { amountMinor: 4_908, currency: "EUR" };

const { deposits } = callBy({
  kind: "service",
  context: "customer",
  onBehalfOf: { kind: "guest" },
}).contexts.payment;
const giveBack = () => callBy({ kind: "system" }).contexts.payment.deposits.giveBackLate.mutate();

function cancelling(orderId: string) {
  const told = feedEvent(1, {
    id: randomUUID(),
    streamId: `work_order-${orderId}`,
    type: "work_order.cancelled.v1",
    data: { reason: "by_customer" },
  });
  return async () => {
    for (const consumer of paymentConsumers) await consumeAll(consumer, [told], { moves: false });
  };
}

/** The provider says that the money is there, and says it again and again, also under other numbers. */
function moneyArrives(depositId: string, times: number) {
  const body = webhookBody(`sandbox-${depositId}`, amount, "captured", times % 4);
  const signature = sign(body, sandboxSecret(), new Date());
  return () => callBy().contexts.payment.webhooks.receive.mutate({ provider: "sandbox", signature, body });
}

async function moneyOf(orderId: string) {
  const db = await database("payment");
  const [found] = await db.read((tx) =>
    rows<{ came: number; went: number; held: number }>(
      tx,
      sql`select (count(*) filter (where p.kind = 'capture'))::int as came,
            (count(*) filter (where p.kind = 'refund'))::int as went, coalesce(sum(l.amount_minor), 0)::int as held
          from payment.postings p join payment.ledger_lines l on l.posting_id = p.id
         where p.order_id = ${orderId}::uuid and l.account_kind = 'held'`,
    ),
  );
  return found;
}

test("a cancellation and the deposit's money, thirty-two at once: whatever came in went back, once", {
  timeout: 120_000,
}, async () => {
  const seen = { cancelled: 0, refunded: 0 };
  for (let round = 0; round < rounds; round++) {
    const orderId = randomUUID();
    const { depositId } = await deposits.request.mutate({ orderId, ...amount, reason: "booking" });
    const cancel = cancelling(orderId);
    // In half of the rounds the money comes so late that everything else is over.
    const late = round % 2 === 1;
    const outcomes = await inAnyOrder([
      ...Array.from({ length: 8 }, () => cancel),
      ...Array.from({ length: 12 }, (_, times) => (late ? giveBack : moneyArrives(depositId, times))),
      ...Array.from({ length: 12 }, () => giveBack),
    ]);
    expect(outcomes).toHaveLength(32);
    for (const outcome of outcomes) {
      if (outcome.status === "fulfilled") continue;
      // Who meets somebody else's money on its way asks again.
      expect(["transition_not_allowed", "version_conflict"]).toContain(outcome.reason.message);
    }
    await giveBack();
    const before = await deposits.ofOrder.query({ orderId });
    expect(before.deposits.map(({ status }) => status)).toEqual([late ? "cancelled" : "refunded"]);
    if (late) seen.cancelled += 1;
    else seen.refunded += 1;
    await moneyArrives(depositId, 0)();
    await giveBack();
    expect(await moneyOf(orderId)).toEqual({ came: 1, went: 1, held: 0 });
  }
  expect(seen).toEqual({ cancelled: rounds / 2, refunded: rounds / 2 });
});
