import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { database } from "@/db/client";
import { logOf } from "@/db/schema/logs";
import type { ContextName } from "@/server/kernel/context-name";
import { consumeBatch, consumers } from "@/server/workers/consumers";
import { bookingOn, freeStarts, holdSlot, zoe } from "@/test-support/bookings";
import { callBy, staff } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { numberAllCommitted } from "@/test-support/feed";
import { gent, seedNetwork } from "@/test-support/network";
import { keptSpans, traceOf } from "@/test-support/spans";
import { inSpan, prometheusText } from ".";

freshDatabases();
const spans = keptSpans();
beforeAll(seedNetwork);

const correlationId = "a-booking-that-is-followed";
const canary = "Canary-7f3k";
let trackingToken = "";
let orderId = "";

/** A booking, its cancelling at the desk, and what the consumers make of it. */
async function bookAndCancel(): Promise<void> {
  const [start = ""] = await freeStarts(1);
  const holdId = await holdSlot(start);
  const caller = { correlationId, idempotencyKey: `key-${holdId}` };
  const contact = { ...zoe, name: `${canary} Łukasz`, email: `${canary}@example.test` };
  const { contexts } = callBy(undefined, caller);
  const booked = await inSpan("a request", {}, () =>
    contexts.customer.bookings.book.mutate({ ...bookingOn(holdId), contact, description: `${canary} fell` }),
  );
  trackingToken = booked.trackingToken;
  const desk = callBy(staff({ role: "front_desk", serviceCenterId: gent.id }), { correlationId });
  const { orders } = await desk.contexts.customer.workOrders.search.query({ q: booked.reference });
  orderId = orders[0]?.id ?? "";
  await inSpan("the desk's request", {}, () =>
    desk.contexts.customer.workOrders.cancel.mutate({ id: orderId, expectedVersion: 1, reason: "by_centre" }),
  );
  await numberAllCommitted("customer");
  for (const consumer of consumers) while ((await consumeBatch(consumer)) > 0);
}

async function eventsOf(context: ContextName, type: string) {
  const { events } = logOf(context);
  const db = await database(context);
  return db.read((tx) => tx.select().from(events).where(eq(events.type, type)));
}

const named = (name: string) => spans().filter((span) => span.name === name);

test("one trace goes from the request over verbs, statements and the event to the consumer's last effect", async () => {
  await bookAndCancel();
  const trace = traceOf(named("the desk's request")[0]);
  const inTrace = spans().filter((span) => traceOf(span) === trace);
  const names = inTrace.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      "customer.workOrders.cancel",
      "insert customer",
      "consume location.slots-of-cancelled-orders",
      "insert location",
    ]),
  );
  const [cancelled] = await eventsOf("customer", "work_order.cancelled.v1");
  expect(cancelled?.traceParent?.slice(3, 35)).toBe(trace);
  const [freed] = await eventsOf("location", "location.slot_freed.v1");
  expect(freed?.traceParent?.slice(3, 35)).toBe(trace);
  expect(freed).toMatchObject({ causationId: cancelled?.id, correlationId });
});

test("a saga's calls of other contexts are spans of the booking's trace", () => {
  const trace = traceOf(named("a request")[0]);
  const verbs = spans().filter((span) => traceOf(span) === trace && span.attributes["mc.verb"] !== undefined);
  expect(verbs.map(({ attributes }) => attributes["mc.verb"])).toEqual(
    expect.arrayContaining(["customer.bookings.book", "location.slots.book"]),
  );
  for (const { attributes } of verbs) expect(attributes["mc.correlation_id"]).toBe(correlationId);
});

test("spans say which order, customer and centre they are about, by id", () => {
  const attributes = spans().map((span) => span.attributes);
  expect(attributes).toContainEqual(expect.objectContaining({ "mc.order_id": orderId }));
  expect(attributes).toContainEqual(expect.objectContaining({ "mc.service_center_id": gent.id }));
});

test("no name, address, text or token stands on any span or metric", async () => {
  await inSpan("a page", { "http.target": `/en/track/${trackingToken}`, "mc.verb": "kept" }, (span) => {
    span.recordException(new Error(`duplicate key: (${canary}@example.test)`));
    span.setAttribute("next.span_type", "BaseServer.handleRequest").updateName(`GET /track/${trackingToken}`);
  });
  const seen = spans().map(({ name, attributes, events, status, links }) =>
    JSON.stringify([name, attributes, events, status, links]),
  );
  expect(seen.length).toBeGreaterThan(30);
  const text = [...seen, await prometheusText()].join("\n");
  for (const secret of [canary, canary.toLowerCase(), trackingToken, "Łukasz", zoe.phone]) {
    expect(secret.length).toBeGreaterThan(4);
    expect(text.includes(secret), `${secret.slice(0, 6)}… left the process`).toBe(false);
  }
});
