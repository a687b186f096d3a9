import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { database } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import type { Contexts } from "@/server/routers/contexts";
import { refresh } from "@/server/workers/copies";
import { checkReadModel } from "@/server/workers/read-models";
import { insideVerb } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { gent, krakow, macbook, screen, seedNetwork } from "@/test-support/network";
import { type Estimate, previewEstimate } from "../../queries/preview-estimate";
import { copyOfLikelyParts } from "../likely-parts/copy-parts";
import { copyOfPrices } from "./copy-prices";

freshDatabases();
beforeAll(seedNetwork);

/** The front doors with some of them shut, as behind a broken wire. */
function without(contexts: Contexts, ...away: (keyof Contexts)[]): Contexts {
  return new Proxy(contexts, {
    get(target, name: keyof Contexts) {
      if (away.includes(name)) throw new DomainError("unavailable");
      return target[name];
    },
  });
}

function estimate(serviceCenterId: string, away: (keyof Contexts)[], now = new Date()): Promise<Estimate> {
  const ctx = insideVerb("customer", "estimates.preview");
  const input = { deviceId: macbook.id, faultId: screen.id, serviceCenterId, method: "drop_off" as const };
  return previewEstimate({
    ctx: { ...ctx, contexts: without(ctx.contexts, ...away), now: () => now },
    input,
  });
}

const later = () => new Date(Date.now() + 600_000);

test("without a copy yet, an estimate asks Payment and Inventory, and refuses when they are away", async () => {
  await expect(estimate(gent.id, ["payment"])).rejects.toThrow("unavailable");
  await expect(estimate(gent.id, ["inventory"])).rejects.toThrow("unavailable");
  expect(await estimate(gent.id, [])).toMatchObject({ part: "here", pricesAsOf: null });
});

test("the copies hold what their sources say, and are taken again only when something changed", async () => {
  await refresh(copyOfPrices);
  await refresh(copyOfLikelyParts);
  for (const copy of [copyOfPrices, copyOfLikelyParts]) {
    for (const { missing, wrong } of await checkReadModel(copy)) expect([missing, wrong]).toEqual([0, 0]);
  }
});

test("a fresh copy answers as Payment does, in every currency, and Payment is not asked", async () => {
  for (const center of [gent.id, krakow.id]) {
    const current = await estimate(center, [], later());
    const copied = await estimate(center, ["payment"]);
    expect({ ...copied, readyBy: null }).toEqual({ ...current, readyBy: null });
    expect(copied.pricesAsOf).toBeNull();
  }
});

test("with Payment away for long, the price is from the copy and says of when", async () => {
  const current = await estimate(gent.id, []);
  const old = await estimate(gent.id, ["payment"], later());
  expect([old.low, old.high, old.vatRate]).toEqual([current.low, current.high, current.vatRate]);
  expect(Date.now() - Date.parse(old.pricesAsOf ?? "")).toBeLessThan(60_000);
});

test("with Inventory away there is a price and a careful date, and no word of a shelf", async () => {
  const current = await estimate(gent.id, []);
  const without = await estimate(gent.id, ["inventory"]);
  expect(without.part).toBe("unconfirmed");
  expect(without.low).toEqual(current.low);
  expect(Date.parse(without.readyBy.p90)).toBeGreaterThan(Date.parse(current.readyBy.p90));
});

test("a price that Payment changes is in the next copy", async () => {
  const before = await estimate(gent.id, ["payment"]);
  const payment = await database("payment");
  await payment.write((tx) =>
    tx.execute(sql`update payment.labour_prices set low_minor = low_minor + 1000, high_minor = high_minor + 1000
      where country = 'BE' and fault_id = ${screen.id}`),
  );
  await refresh(copyOfPrices);
  const after = await estimate(gent.id, ["payment"]);
  expect(after.low.amountMinor - before.low.amountMinor).toBe(1210);
});

test("a fault of ours is no absence: what Payment refuses is refused", async () => {
  const ctx = insideVerb("customer", "estimates.preview");
  const input = {
    deviceId: macbook.id,
    faultId: "boredom",
    serviceCenterId: gent.id,
    method: "drop_off" as const,
  };
  await expect(previewEstimate({ ctx, input })).rejects.toThrow("unknown_fault");
});
