import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callBy, insideVerb, staff } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { handOverDyingAt } from "@/test-support/dying";
import { leftPrepared, recoverNow, tracesOf } from "@/test-support/hand-overs";
import { gent, seedNetwork } from "@/test-support/network";
import { readyOrder } from "@/test-support/orders";
import { paidOrder } from "@/test-support/paid-order";

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
    await deposits.request.mutate({ orderId: id, amountMinor: 5_010, currency: "EUR", reason: "booking" });
    const change = { id, expectedVersion: version, priceMinor };
    await expect(desk().handOver.mutate({ ...change, payment: cash(priceMinor) })).rejects.toMatchObject({
      data: { code: "payment_due", details: { dueMinor: 19_990 } },
    });
    await desk().handOver.mutate({ ...change, payment: cash(19_990) });
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
    const { id, version } = await paidOrder(priceMinor);
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

describe("a coordinator that dies", () => {
  test("at any moment leaves both parts done or both undone, and nothing prepared", async () => {
    const seen = { done: 0, undone: 0 };
    for (let moment = 0; ; moment++) {
      const order = await paidOrder(priceMinor);
      const end = await handOverDyingAt(moment, order, priceMinor);
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
