import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { database, type Tx } from "@/db/client";
import { locationEvent } from "@/server/contexts/location/contract/events";
import { startCacheEnds } from "@/server/workers/cache";
import { relay } from "@/server/workers/relay";
import { callBy, insideVerb } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { gent, seedNetwork } from "@/test-support/network";
import { cacheCounts } from "./cache";
import { appendEvents } from "./events";
import { inTransaction } from "./verb";

freshDatabases();
const stop = new AbortController();
let running: Promise<void>[] = [];
beforeAll(async () => {
  await seedNetwork();
  running = [relay("location", stop.signal), ...startCacheEnds(stop.signal)];
});
afterAll(async () => {
  stop.abort();
  await Promise.all(running);
});

async function phone(): Promise<string | undefined> {
  const { serviceCenters } = await callBy().contexts.location.serviceCenters.byId.query({ id: gent.id });
  return serviceCenters[0]?.phone;
}

const { currency: _, ...facts } = gent;
const told = (number: string) =>
  locationEvent("location.service_center_opened.v1", { ...facts, phone: number });
const setPhone = (tx: Tx, number: string) =>
  tx.execute(sql`update location.service_centers set phone = ${number} where id = ${gent.id}`);

test("a lookup is kept, and the first reader after a confirmed change sees it", async () => {
  expect(await phone()).toBe(gent.phone);
  expect(await phone()).toBe(gent.phone);
  expect(cacheCounts().find(({ name }) => name === "service-center")).toMatchObject({ loads: 1, hits: 1 });
  for (const number of ["+32 1", "+32 2", "+32 3"]) {
    await inTransaction(insideVerb("location", "test"), async (ctx) => {
      await setPhone(ctx.tx, number);
      await appendEvents(ctx, `service_center-${gent.id}`, [told(number)]);
    });
    expect(await phone()).toBe(number);
  }
});

test("a change by another process is seen once its event has come", async () => {
  await phone();
  const db = await database("location");
  await db.write(async (tx) => {
    await setPhone(tx, "+32 9");
    const appended = { events: 0 };
    await appendEvents({ ...insideVerb("location", "test"), tx, appended }, `service_center-${gent.id}`, [
      told("+32 9"),
    ]);
  });
  await expect.poll(phone, { timeout: 10_000 }).toBe("+32 9");
});

test("a refusal is not kept", async () => {
  const ask = () => callBy().contexts.location.serviceCenters.byId.query({ id: "atlantis" });
  await expect(ask()).rejects.toThrow("unknown_service_center");
  await expect(ask()).rejects.toThrow("unknown_service_center");
});
