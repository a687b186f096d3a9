import { afterAll, beforeAll, expect, test } from "vitest";
import { database } from "@/db/client";
import { freshDatabases } from "@/test-support/database";
import { handOverDyingAt } from "@/test-support/dying";
import { leftPrepared, recoverNow, tracesOf } from "@/test-support/hand-overs";
import { seedNetwork } from "@/test-support/network";
import { paidOrder } from "@/test-support/paid-order";
import { recoverOnce } from "./two-phase";

freshDatabases();
beforeAll(seedNetwork);
afterAll(recoverNow);

const priceMinor = 25_000;

test("a start alone on its database ends what the last process left, decided or not, before anyone writes", async () => {
  const undecided = await paidOrder(priceMinor);
  expect(await handOverDyingAt(4, undecided, priceMinor)).toBe("killed");
  await recoverOnce(true);
  expect(await leftPrepared()).toEqual([]);
  expect((await tracesOf(undecided.id)).handedOver).toBe(false);
  const decided = await paidOrder(priceMinor);
  expect(await handOverDyingAt(6, decided, priceMinor)).toBe("killed");
  await recoverOnce(true);
  expect(await leftPrepared()).toEqual([]);
  expect(await tracesOf(decided.id)).toMatchObject({ handedOver: true, charged: true });
});

test("a start beside others waits for whoever may still be at one", async () => {
  const order = await paidOrder(priceMinor);
  await handOverDyingAt(4, order, priceMinor);
  const before = await leftPrepared();
  await recoverOnce(false);
  expect(await leftPrepared()).toEqual(before);
  await recoverNow();
  expect(await leftPrepared()).toEqual([]);
  expect(await (await database("payment")).prepared()).toEqual([]);
});
