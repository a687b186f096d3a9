import { setTimeout as delay } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import type { Actor, Role } from "@/server/kernel/actor";
import { t } from "@/server/platform/trpc";
import { callContext } from "@/server/routers/contexts";
import { customerRouter } from "@/server/routers/customer";
import { relay } from "@/server/workers/relay";
import { callBy, staff } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { gent, krakow, seedNetwork } from "@/test-support/network";
import { bookedOrder } from "@/test-support/orders";
import type { WorkOrderChange } from "./work-order-changes";

freshDatabases();

const at = (role: Role, serviceCenterId: string | null) => staff({ role, serviceCenterId });
const as = (actor: Actor, locale = "en") => callBy(actor, { locale }).contexts.customer;
const gentDesk = at("front_desk", gent.id);
const hours = (count: number) => new Date(Date.now() + count * 3600_000).toISOString();

const orders: Record<string, { id: string; reference: string }> = {};

beforeAll(async () => {
  await seedNetwork();
  orders.soon = await bookedOrder({ start: hours(2), name: "Élodie Dupont", email: "elodie@example.org" });
  orders.later = await bookedOrder({ start: hours(50), name: "Łukasz Müller", method: "pickup" });
  orders.late = await bookedOrder({ start: hours(-30), promisedBy: hours(-3), email: "late@example.org" });
  orders.krakow = await bookedOrder({ serviceCenterId: krakow.id, start: hours(1), email: "k@example.org" });
  await as(at("manager", null)).workOrders.receive.mutate({
    id: orders.late.id,
    expectedVersion: 1,
    condition: "Worn",
    accessories: [],
    photoIds: [],
    waivePhotos: true,
  });
});

const names = Object.fromEntries as (entries: [string, string][]) => Record<string, string>;
function named(found: { id: string }[]): (string | undefined)[] {
  const byId = names(Object.entries(orders).map(([name, { id }]) => [id, name]));
  return found.map(({ id }) => byId[id]);
}

describe("the queue", () => {
  test("begins with what breaks its word next, in the actor's centres alone", async () => {
    const gent = await as(gentDesk).workOrders.queue.query({});
    expect(named(gent.orders)).toEqual(["late", "soon", "later"]);
    const network = await as(at("manager", null)).workOrders.queue.query({});
    expect(named(network.orders)).toEqual(["late", "krakow", "soon", "later"]);
    expect(named((await as(at("technician", krakow.id)).workOrders.queue.query({})).orders)).toEqual([
      "krakow",
    ]);
  });

  test("counts by status, and what is late, arrives and waits", async () => {
    const { counts, figures } = await as(gentDesk).workOrders.queue.query({});
    expect(counts).toEqual({ booked: 2, received: 1 });
    expect(figures).toMatchObject({ late: 1, waiting: 0 });
    for (const view of ["late", "arriving", "waiting"] as const) {
      const shown = await as(gentDesk).workOrders.queue.query({ view });
      expect(shown.orders).toHaveLength(figures[view]);
    }
  });

  test("speaks the caller's language", async () => {
    const { orders } = await as(gentDesk, "de").workOrders.queue.query({ statuses: ["received"] });
    expect(orders).toMatchObject([
      {
        fault: "Bildschirm gesprungen oder schwarz",
        clock: "us",
        device: { name: "Apple MacBook Air M2", kind: "laptop" },
        center: { timeZone: "Europe/Brussels" },
        unread: 0,
        version: 2,
      },
    ]);
  });

  test("filters by method, and pages without losing or repeating one", async () => {
    const picked = await as(gentDesk).workOrders.queue.query({ method: "pickup" });
    expect(named(picked.orders)).toEqual(["later"]);
    const seen: (string | undefined)[] = [];
    let cursor: string | undefined;
    do {
      const page = await as(gentDesk).workOrders.queue.query({ limit: 1, cursor });
      seen.push(...named(page.orders));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(["late", "soon", "later"]);
    for (const cursor of ["x", "1_0", `99999999999999999_${orders.soon?.id}`, `5_${"-".repeat(36)}`]) {
      await expect(as(gentDesk).workOrders.queue.query({ cursor })).rejects.toThrow("invalid_input");
    }
  });
});

describe("live changes", () => {
  const caller = t.createCallerFactory(customerRouter);

  async function followed(actor: Actor, input: { after?: number; lastEventId?: string }, stop: AbortSignal) {
    const seen: { id: string; type: string; workOrderId: string }[] = [];
    const ctx = callContext({
      actor,
      clientKey: "c",
      correlationId: "c",
      locale: "en",
      actorNow: async () => now.actor,
    });
    const now = { actor };
    const stream = await caller(ctx, { signal: stop }).workOrders.changes(input);
    // In process the envelope arrives as it was made; the type is that of a client.
    const envelopes = stream as unknown as AsyncIterable<[string, WorkOrderChange]>;
    const done = (async () => {
      for await (const [id, change] of envelopes) seen.push({ id, ...change });
    })();
    return { seen, done, now };
  }

  async function until(holds: () => boolean): Promise<void> {
    const deadline = Date.now() + 10_000;
    while (!holds()) {
      if (Date.now() > deadline) throw new Error("it did not happen");
      await delay(20);
    }
  }

  test("reach whoever may see the order, resume where they were cut, and end with the session", async () => {
    const stop = new AbortController();
    const relaying = relay("customer", stop.signal);
    const { feedOffset } = await as(gentDesk).workOrders.queue.query({});
    const first = await followed(gentDesk, { after: feedOffset }, stop.signal);
    const elsewhere = await followed(at("technician", krakow.id), { after: feedOffset }, stop.signal);
    const arrival = await bookedOrder({ email: "new@example.org" });
    await until(() => first.seen.some(({ workOrderId }) => workOrderId === arrival.id));
    await as(gentDesk).messages.write.mutate({ workOrderId: arrival.id, body: "Welcome" });
    await until(() => first.seen.length > 1 && first.seen.at(-1)?.type === "work_order.message_written.v1");
    expect(elsewhere.seen.filter(({ workOrderId }) => workOrderId === arrival.id)).toEqual([]);

    const resumed = await followed(gentDesk, { lastEventId: first.seen.at(-2)?.id }, stop.signal);
    await until(() => resumed.seen.length > 0);
    expect(resumed.seen).toEqual(first.seen.slice(-1));

    first.now.actor = { kind: "guest" };
    await first.done;
    stop.abort();
    await Promise.all([resumed.done, elsewhere.done, relaying]);
  });
});
