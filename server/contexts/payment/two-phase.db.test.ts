import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databases } from "@/db/client";
import type { VerbContext } from "@/server/platform/call";
import { callBy, insideVerb, staff } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { leftPrepared, recoverNow, tracesOf } from "@/test-support/hand-overs";
import { gent, seedNetwork } from "@/test-support/network";
import { readyOrder } from "@/test-support/orders";
import { type DecisionLog, driveTwoPhase, type Part } from "./adapters/drive-two-phase";
import { handOverKind, handOverParts } from "./adapters/hand-over-parts";
import { beginTwoPhase, decisionLog } from "./adapters/two-phase-log";

freshDatabases();
beforeAll(seedNetwork);
afterAll(async () => {
  await recoverNow();
});

const priceMinor = 25_000;
const desk = (role: "front_desk" | "manager" = "front_desk") =>
  callBy(staff({ role, serviceCenterId: gent.id })).contexts.customer.workOrders;
const cash = (amountMinor: number) => ({ paymentId: randomUUID(), method: "cash", amountMinor }) as const;
const nothing = { handedOver: false, withCustomer: false, charged: false, allocatedMinor: 0 };
const all = { handedOver: true, withCustomer: true, charged: true, allocatedMinor: priceMinor };

async function paidOrder() {
  const order = await readyOrder();
  await callBy(
    staff({ role: "front_desk", serviceCenterId: gent.id }),
  ).contexts.payment.payments.record.mutate({
    ...cash(priceMinor),
    orderId: order.id,
    serviceCenterId: gent.id,
    currency: "EUR",
  });
  return order;
}

describe("handing over at the desk", () => {
  test("takes the payment and the device together", async () => {
    const { id, version } = await readyOrder();
    const change = { id, expectedVersion: version, priceMinor };
    await expect(desk().handOver.mutate(change)).rejects.toMatchObject({
      data: { code: "payment_due", details: { dueMinor: priceMinor, currency: "EUR" } },
    });
    expect(await tracesOf(id)).toEqual(nothing);
    const handedOver = await desk().handOver.mutate({ ...change, payment: cash(priceMinor) });
    expect(handedOver).toEqual({ id, status: "handed_over", version: version + 1 });
    expect(await tracesOf(id)).toEqual(all);
    expect(await leftPrepared()).toEqual([]);
  });

  test("counts a deposit, and takes no more than is due", async () => {
    const { id, version } = await readyOrder();
    const { deposits } = insideVerb("customer", "test").contexts.payment;
    await deposits.request.mutate({ orderId: id, amountMinor: 5_000, currency: "EUR", reason: "booking" });
    const change = { id, expectedVersion: version, priceMinor };
    await expect(desk().handOver.mutate({ ...change, payment: cash(priceMinor) })).rejects.toMatchObject({
      data: { code: "payment_due", details: { dueMinor: 20_000 } },
    });
    await desk().handOver.mutate({ ...change, payment: cash(20_000) });
    expect(await tracesOf(id)).toEqual(all);
    await expect(deposits.cancel.mutate({ orderId: id })).rejects.toThrow("transition_not_allowed");
  });

  test("lets a device go unpaid only with a manager's permission, which stands in the books", async () => {
    const { id, version } = await readyOrder();
    const change = { id, expectedVersion: version, priceMinor, leaveUnpaid: true };
    await expect(desk().handOver.mutate(change)).rejects.toThrow("not_allowed");
    await desk("manager").handOver.mutate(change);
    expect(await tracesOf(id)).toEqual({ ...all, allocatedMinor: 0 });
    const { balances } = insideVerb("customer", "test").contexts.payment;
    const { due } = await balances.ofOrder.query({ orderId: id, currency: "EUR" });
    expect(due.amountMinor).toBe(priceMinor);
  });

  test("asks for what was estimated", async () => {
    const { id, version } = await readyOrder();
    const change = { id, expectedVersion: version, priceMinor: 100, payment: cash(100) };
    await expect(desk().handOver.mutate(change)).rejects.toThrow("price_not_allowed");
    expect(await desk("manager").handOver.mutate(change)).toMatchObject({ status: "handed_over" });
  });

  test("of thirty-two at once one has an effect", async () => {
    const { id, version } = await paidOrder();
    const change = { id, expectedVersion: version, priceMinor };
    const attempts = await Promise.allSettled(
      Array.from({ length: 32 }, () => desk().handOver.mutate(change)),
    );
    expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await tracesOf(id)).toEqual(all);
    expect(await leftPrepared()).toEqual([]);
  });

  test("the same payment sent again is taken once", async () => {
    const { id, version } = await readyOrder();
    const change = { id, expectedVersion: version, priceMinor, payment: cash(priceMinor) };
    await desk().handOver.mutate(change);
    await expect(desk().handOver.mutate(change)).rejects.toThrow("version_conflict");
    const { balances } = insideVerb("customer", "test").contexts.payment;
    const { paid } = await balances.ofOrder.query({ orderId: id, currency: "EUR" });
    expect(paid.amountMinor).toBe(priceMinor);
  });
});

/** Counts the moments before and after each call; at the chosen one the process is gone, with what it was about to do. */
function dyingAt(moment: number) {
  let passed = 0;
  const killed = Promise.withResolvers<"killed">();
  async function pass(): Promise<void> {
    if (passed++ === moment) killed.resolve("killed");
    if (passed > moment) await new Promise(() => {});
  }
  function around<Args extends unknown[], T>(call: (...args: Args) => Promise<T>) {
    return async (...args: Args): Promise<T> => {
      await pass();
      const answer = await call(...args);
      await pass();
      return answer;
    };
  }
  return { killed: killed.promise, around };
}

async function attempt(ctx: VerbContext, order: { id: string; version: number }, moment: number) {
  const { killed, around } = dyingAt(moment);
  const { id } = await beginTwoPhase(ctx, handOverKind, order.id);
  const real = handOverParts(ctx, id, {
    orderId: order.id,
    expectedVersion: order.version,
    serviceCenterId: gent.id,
    price: { amountMinor: priceMinor, currency: "EUR" },
    leaveUnpaid: false,
  });
  const dying = ({ prepare, commit, abort }: Part): Part => ({
    prepare: around(prepare),
    commit: around(commit),
    abort: around(abort),
  });
  const log = decisionLog(ctx, id);
  const dyingLog: DecisionLog = { decide: around(log.decide), end: around(log.end) };
  const parts = { custody: dying(real.custody), ledger: dying(real.ledger) };
  const { twoPhase } = await databases();
  return twoPhase(() =>
    Promise.race([driveTwoPhase({ state: "preparing", own: true }, parts, dyingLog, () => true), killed]),
  );
}

const actor = staff({ role: "front_desk", serviceCenterId: gent.id });

describe("a coordinator that dies", () => {
  test("at any moment leaves both parts done or both undone, and nothing prepared", async () => {
    const seen = { done: 0, undone: 0 };
    for (let moment = 0; ; moment++) {
      const order = await paidOrder();
      const ctx = insideVerb("payment", "test", { actor });
      const end = await attempt(ctx, order, moment);
      await expect
        .poll(async () => {
          await recoverNow();
          return leftPrepared();
        })
        .toEqual([]);
      const traces = await tracesOf(order.id);
      expect([all, nothing], `killed at moment ${moment}`).toContainEqual(traces);
      seen[traces.handedOver ? "done" : "undone"] += 1;
      if (!traces.handedOver) {
        await desk().handOver.mutate({ id: order.id, expectedVersion: order.version, priceMinor });
        expect(await tracesOf(order.id)).toEqual(all);
      }
      if (end !== "killed") break;
    }
    expect(seen.done).toBeGreaterThan(4);
    expect(seen.undone).toBeGreaterThan(4);
  });
});
