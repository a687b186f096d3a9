import { afterAll, beforeAll, expect, test } from "vitest";
import { database } from "@/db/client";
import { revokedSessions } from "@/db/schema/platform";
import { relay } from "@/server/workers/relay";
import { freshDatabases } from "@/test-support/database";
import { LiveClient } from "@/test-support/live-client";
import { changesOf, tellChanges } from "@/test-support/live-orders";
import { serveVerbs } from "@/test-support/live-portal";
import { gent, krakow, seedNetwork } from "@/test-support/network";
import { bookedOrder } from "@/test-support/orders";
import { sessionOf, signedInStaff } from "@/test-support/staff-session";

freshDatabases();
const stop = new AbortController();
let relaying: Promise<void> | undefined;
let portal: Awaited<ReturnType<typeof serveVerbs>> | undefined;
const clients: LiveClient[] = [];

beforeAll(async () => {
  await seedNetwork();
  relaying = relay("customer", stop.signal);
  portal = await serveVerbs();
});
afterAll(async () => {
  for (const client of clients) client.drop();
  await portal?.close();
  stop.abort();
  await relaying;
});

async function watching(cookie: string): Promise<LiveClient> {
  const client = new LiveClient(portal?.url ?? "", cookie, 0);
  clients.push(client);
  await client.connect();
  return client;
}

test("forty screens, a third of them cut and back again: none missed, order kept, no stream held back by a proxy", async () => {
  const desk = await signedInStaff(gent.id, "desk@example.test");
  const order = await bookedOrder();
  const screens = await Promise.all(Array.from({ length: 40 }, () => watching(desk.cookie)));
  expect(screens[0]?.headers["x-accel-buffering"]).toBe("no");
  expect(screens[0]?.headers["cache-control"]).toBe("private, no-store, no-transform");
  for (let round = 0; round < 6; round++) {
    await tellChanges(order.id, 5);
    const cut = screens.filter((_screen, index) => index % 3 === round % 3);
    for (const screen of cut) screen.drop();
    await tellChanges(order.id, 5);
    await Promise.all(cut.map((screen) => screen.connect()));
  }
  const expected = () => changesOf(order.id);
  await expect.poll(async () => (await expected()).length, { timeout: 20_000 }).toBe(61);
  const all = await expected();
  for (const screen of screens)
    await expect.poll(() => screen.seen.length, { timeout: 20_000 }).toBe(all.length);
  for (const screen of screens) expect(screen.seen).toEqual(all);
});

test("the stream of a session that another process ends is cut within a second; the others stay", async () => {
  const one = await signedInStaff(gent.id, "ends@example.test");
  const other = await sessionOf(one.identityId);
  const [cut, stays] = [await watching(one.cookie), await watching(other.cookie)];
  const platform = await database("platform");
  const expiresAt = new Date(Date.now() + 3_600_000);
  await platform.write((tx) => tx.insert(revokedSessions).values({ sessionId: one.sessionId, expiresAt }));
  const since = performance.now();
  await expect.poll(() => cut.ended, { interval: 10, timeout: 5_000 }).toBe("by_server");
  expect(performance.now() - since).toBeLessThan(1_000);
  expect(stays.ended).toBe("no");
});

test("a screen hears nothing of another centre's orders", async () => {
  const elsewhere = await signedInStaff(krakow.id, "krakow@example.test");
  const screen = await watching(elsewhere.cookie);
  const [gents, own] = [
    await bookedOrder({ email: "a@example.test" }),
    await bookedOrder({ serviceCenterId: krakow.id }),
  ];
  await tellChanges(gents.id, 3);
  await tellChanges(own.id, 3);
  await expect.poll(() => screen.seen.length, { timeout: 20_000 }).toBe(4);
  expect(screen.seen).toEqual(await changesOf(own.id));
});

test("who is not signed in is refused, and hears nothing", async () => {
  const screen = await watching("");
  await expect.poll(() => screen.refusal, { timeout: 5_000 }).toBe("not_signed_in");
  expect(screen.seen).toEqual([]);
});
