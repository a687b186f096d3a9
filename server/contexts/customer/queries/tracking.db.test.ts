import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { workOrders } from "@/db/schema/customer";
import { DomainError } from "@/server/kernel/errors";
import { inTransaction } from "@/server/platform/verb";
import { bookedRepair, zoe } from "@/test-support/bookings";
import { callBy, insideVerb } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { numberAllCommitted } from "@/test-support/feed";
import { gent, seedNetwork } from "@/test-support/network";
import { loadWorkOrder, recordWorkOrderEvents } from "../adapters/work-order-store";
import { decide, type WorkOrderCommand } from "../domain/work-order";
import { trackOrder } from "./track-order";

freshDatabases();
beforeAll(seedNetwork);

let booked: Awaited<ReturnType<typeof bookedRepair>>;
beforeEach(async () => {
  booked = await bookedRepair();
});

const tracking = (locale = "en") => callBy(undefined, { locale }).contexts.customer.tracking;

/** What the workshop does, without the workshop's own verbs. */
async function inTheWorkshop(...commands: WorkOrderCommand[]): Promise<void> {
  for (const command of commands) {
    await inTransaction(insideVerb("customer", "test"), async (ctx) => {
      const [order] = await ctx.tx
        .select({ id: workOrders.id })
        .from(workOrders)
        .where(eq(workOrders.reference, booked.reference));
      const loaded = await loadWorkOrder(ctx.tx, order?.id ?? "");
      await recordWorkOrderEvents(ctx, order?.id ?? "", loaded, decide(command, loaded.order));
    });
  }
}

async function changeRow(change: ReturnType<typeof sql>): Promise<void> {
  const customer = await database("customer");
  await customer.write((tx) =>
    tx.execute(sql`update customer.work_orders set ${change} where reference = ${booked.reference}`),
  );
}

/** On a shared cluster an event waits for every transaction that began before it. */
async function numbered(): Promise<void> {
  await numberAllCommitted("customer");
}

const received: WorkOrderCommand = { kind: "receive", accessories: [], photos: 2, photosWaivedBy: null };

describe("a tracking link", () => {
  test("says what was paid and what is to pay, and shows the repair without it while Payment is away", async () => {
    const [order] = await (await database("customer")).read((tx) =>
      tx.select().from(workOrders).where(eq(workOrders.reference, booked.reference)),
    );
    const request = { orderId: order?.id ?? "", currency: "EUR", reason: "booking" };
    const { deposits } = insideVerb("customer", "test").contexts.payment;
    await deposits.request.mutate({ ...request, amountMinor: 4_910 });
    await deposits.request.mutate({ ...request, amountMinor: 1_008, reason: "parts" });
    const seen = await tracking().byToken.query({ token: booked.trackingToken });
    expect(seen.balance).toEqual({
      paid: { amountMinor: 4_910, currency: "EUR" },
      due: { amountMinor: 1_008, currency: "EUR" },
    });
    const call = insideVerb("customer", "tracking.byToken");
    const away = {
      ...call.contexts,
      get payment(): never {
        throw new DomainError("unavailable");
      },
    };
    const shown = await trackOrder({
      ctx: { ...call, contexts: away },
      input: { token: booked.trackingToken },
    });
    expect(shown).toMatchObject({ reference: booked.reference });
    expect(shown).not.toHaveProperty("balance");
  });

  test("shows the repair in the reader's language, and its story so far", async () => {
    const promisedBy = "2040-01-03T16:00:00.000Z";
    await inTheWorkshop(received, { kind: "change_promise", promisedBy, reason: "parts_late" });
    const order = await tracking("de").byToken.query({ token: booked.trackingToken });
    expect(order).toMatchObject({
      reference: booked.reference,
      status: "received",
      promisedBy,
      serviceCenter: { id: gent.id, timeZone: "Europe/Brussels", phone: gent.phone },
      device: { brand: "Apple", model: "MacBook Air M2" },
      fault: { name: "Bildschirm gesprungen oder schwarz" },
      estimate: { low: { amountMinor: 23595, currency: "EUR" } },
      slot: booked.slot,
      allowedActions: ["write"],
    });
    expect(order.timeline.map((entry) => entry.text)).toEqual([
      "Gebucht. Wir erwarten Sie.",
      "Ihr Gerät ist bei uns.",
      "Ein Ersatzteil verspätet sich. Neuer Termin: Dienstag, 3. Januar 2040 um 17:00.",
    ]);
  });

  test("tells nobody who the customer is", async () => {
    const order = await tracking().byToken.query({ token: booked.trackingToken });
    expect(JSON.stringify(order)).not.toMatch(/zoe|łukasz|470 12/i);
  });

  test("that is wrong, taken back or long over is refused", async () => {
    for (const token of ["x", `${booked.trackingToken}A`, "🙂", "\u0000"]) {
      await expect(tracking().byToken.query({ token })).rejects.toThrow("link_invalid");
    }
    await changeRow(sql`closed_at = now() - interval '91 days'`);
    await expect(tracking().byToken.query({ token: booked.trackingToken })).rejects.toThrow("link_expired");
    await changeRow(sql`link_version = 2, tracking_hash = '\\x00'`);
    await expect(tracking().byToken.query({ token: booked.trackingToken })).rejects.toThrow("link_invalid");
  });
});

describe("through the link a customer", () => {
  test("writes and reads, in any script, and nothing of it stands in an event", async () => {
    const body = "مرحبا <script>alert(1)</script>\nصباح الخير 🙂";
    await tracking().write.mutate({ token: booked.trackingToken, body });
    const { messages } = await tracking().byToken.query({ token: booked.trackingToken });
    expect(messages).toMatchObject([{ direction: "from_customer", body }]);
    const tooLong = tracking().write.mutate({ token: booked.trackingToken, body: "x".repeat(5_001) });
    await expect(tooLong).rejects.toThrow("text_too_long");
    const empty = tracking().write.mutate({ token: booked.trackingToken, body: " " });
    await expect(empty).rejects.toMatchObject({ data: { code: "invalid_input", httpStatus: 400 } });
  });

  test("cancels in time, is told, and can't cancel twice", async () => {
    const { token } = { token: booked.trackingToken };
    expect(await tracking().cancel.mutate({ token })).toEqual({
      reference: booked.reference,
      status: "cancelled",
    });
    expect(await tracking().byToken.query({ token })).toMatchObject({
      status: "cancelled",
      allowedActions: [],
    });
    await expect(tracking().cancel.mutate({ token })).rejects.toThrow("transition_not_allowed");
    await expect(tracking().write.mutate({ token, body: "?" })).rejects.toThrow("transition_not_allowed");
  });

  test("can't cancel what is about to begin, and hears until when it went", async () => {
    await changeRow(sql`slot_start = now() + interval '1 hour'`);
    await expect(tracking().cancel.mutate({ token: booked.trackingToken })).rejects.toMatchObject({
      data: { code: "deadline_passed", details: { until: expect.any(String) } },
    });
  });

  test("sees changes as they happen, and after a pause what was missed", async () => {
    await numbered();
    const { feedOffset } = await tracking().byToken.query({ token: booked.trackingToken });
    const { tracking: live } = callBy().contexts.customer;
    const seen: { id: string; kind: string }[] = [];
    const listen = (lastEventId: string | undefined) =>
      live.changes.subscribe(
        { token: booked.trackingToken, after: feedOffset, lastEventId },
        { onData: ({ id, data }) => seen.push({ id, kind: data.kind }) },
      );
    const first = listen(undefined);
    await inTheWorkshop(received);
    await numbered();
    await expect.poll(() => seen.map(({ kind }) => kind), { timeout: 10_000 }).toEqual(["received"]);
    first.unsubscribe();

    await inTheWorkshop({ kind: "move", move: "start_diagnosis" });
    await bookedRepair({ contact: { ...zoe, email: "someone-else@example.test" } });
    await numbered();
    const second = listen(seen[0]?.id);
    await expect
      .poll(() => seen.map(({ kind }) => kind), { timeout: 10_000 })
      .toEqual(["received", "diagnosis_started"]);
    second.unsubscribe();
  });

  test("hears nothing through a wrong link", async () => {
    const failed = new Promise<string>((resolve) => {
      callBy().contexts.customer.tracking.changes.subscribe(
        { token: "wrong" },
        { onError: (error) => resolve(error.message) },
      );
    });
    expect(await failed).toBe("link_invalid");
  });
});

describe("a signed-in customer", () => {
  const identityId = "0190a0b0-0000-7000-8000-00000000bbbb";

  test("sees the orders of the address they proved, each with its link", async () => {
    const own = callBy({ kind: "customer", identityId, email: "ZOE@example.test" });
    const { orders } = await own.contexts.customer.mine.orders.query();
    expect(orders[0]).toMatchObject({
      reference: booked.reference,
      device: "Apple MacBook Air M2",
      trackingToken: booked.trackingToken,
    });
    const other = callBy({ kind: "customer", identityId, email: "bo@example.test" });
    expect(await other.contexts.customer.mine.orders.query()).toEqual({ orders: [] });
    await expect(callBy().contexts.customer.mine.orders.query()).rejects.toThrow("not_signed_in");
  });
});
