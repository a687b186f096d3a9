import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { callBy } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { inAnyOrder, manyRounds } from "@/test-support/races";

freshDatabases();

const deposits = () =>
  callBy({ kind: "service", context: "customer", onBehalfOf: { kind: "guest" } }).contexts.payment.deposits;

test("a request and its take-back at once, in any order: no deposit is left", {
  timeout: 120_000,
}, async () => {
  let [refused, cancelled, refunded] = [0, 0, 0];
  await manyRounds(async () => {
    const orderId = randomUUID();
    const ask = () =>
      deposits().request.mutate({ orderId, amountMinor: 4_910, currency: "EUR", reason: "booking" });
    const takeBack = () => deposits().cancel.mutate({ orderId });
    const outcomes = await inAnyOrder([ask, ask, takeBack]);
    for (const outcome of outcomes) {
      if (outcome.status === "fulfilled") continue;
      // A compensation that meets the provider's answer is run again by its saga.
      expect(["order_taken_back", "transition_not_allowed"]).toContain(outcome.reason.message);
      refused += 1;
    }
    await takeBack();
    const { deposits: left } = await deposits().ofOrder.query({ orderId });
    for (const { status } of left) {
      expect(["cancelled", "refunded"]).toContain(status);
      if (status === "cancelled") cancelled += 1;
      else refunded += 1;
    }
    await expect(ask()).rejects.toThrow("order_taken_back");
  });
  // Each of the two came first in some rounds.
  expect(refused).toBeGreaterThan(0);
  expect(cancelled + refunded).toBeGreaterThan(0);
});
