import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { database, rows } from "@/db/client";
import type { Role } from "@/server/kernel/actor";
import { callBy, staff } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { gent, krakow, seedNetwork } from "@/test-support/network";
import { bookedOrder } from "@/test-support/orders";

freshDatabases();
beforeAll(seedNetwork);

const as = (role: Role, serviceCenterId: string | null = gent.id) =>
  callBy(staff({ role, serviceCenterId })).contexts.customer;
const desk = () => as("front_desk");

async function photo(workOrderId: string, photoId: string = randomUUID()): Promise<string> {
  const picture = sharp({ create: { width: 64, height: 48, channels: 3, background: "#a0490f" } });
  const content = (await picture.png().toBuffer()).toString("base64");
  await desk().photos.add.mutate({ workOrderId, photoId, content });
  return photoId;
}

async function received(): Promise<{ id: string; version: number }> {
  const { id } = await bookedOrder();
  const photoIds = [await photo(id), await photo(id)];
  const { version } = await desk().workOrders.receive.mutate({
    id,
    expectedVersion: 3,
    condition: "Scratch on the lid",
    accessories: ["charger"],
    serial: "C02-1",
    photoIds,
  });
  return { id, version };
}

async function eventTypes(id: string): Promise<string[]> {
  const detail = await desk().workOrders.detail.query({ id });
  return detail.timeline.map(({ type }) => type);
}

async function mailsOf(id: string): Promise<string[]> {
  const db = await database("customer");
  const found = await db.read((tx) =>
    rows<{ template: string }>(
      tx,
      sql`select template from customer.mails where work_order_id = ${id}::uuid order by created_at`,
    ),
  );
  return found.map(({ template }) => template);
}

describe("receiving", () => {
  test("keeps condition, accessories, serial and photos, and tells the customer", async () => {
    const { id } = await received();
    const detail = await desk().workOrders.detail.query({ id });
    expect(detail).toMatchObject({
      status: "received",
      clock: "us",
      description: "Fell off the table.",
      checkIn: { condition: "Scratch on the lid", accessories: ["charger"], serial: "C02-1" },
      contact: { name: "Łukasz Müller", locale: "de" },
    });
    expect(detail.photos).toHaveLength(2);
    expect(await mailsOf(id)).toEqual(["booking_confirmed", "status"]);
  });

  test("needs two photos of this very order, or a manager who answers for it", async () => {
    const { id } = await bookedOrder();
    const other = await bookedOrder();
    const strange = await photo(other.id);
    const intake = { id, expectedVersion: 1, condition: "As new", accessories: [], photoIds: [] };
    await expect(desk().workOrders.receive.mutate(intake)).rejects.toThrow("condition_photos_missing");
    await expect(
      desk().workOrders.receive.mutate({ ...intake, photoIds: [strange, strange] }),
    ).rejects.toThrow("not_found");
    await expect(desk().workOrders.receive.mutate({ ...intake, waivePhotos: true })).rejects.toThrow(
      "not_allowed",
    );
    expect(await eventTypes(id)).toEqual(["work_order.booked.v1"]);
    await as("manager").workOrders.receive.mutate({ ...intake, waivePhotos: true });
    const { checkIn } = await desk().workOrders.detail.query({ id });
    expect(checkIn?.photosWaivedBy).toEqual({ kind: "staff", name: null });
  });

  test("refuses a description of ten megabytes with the limit", async () => {
    const { id } = await bookedOrder();
    const intake = { id, expectedVersion: 1, accessories: [], photoIds: [] };
    await expect(
      desk().workOrders.receive.mutate({ ...intake, condition: "x".repeat(10_000_000) }),
    ).rejects.toMatchObject({ data: { code: "text_too_long", details: { limit: 4000 } } });
  });
});

describe("moving on", () => {
  test("tells for whom the order has waited, from what happened to it", async () => {
    const { id } = await received();
    const { clocks, timeline } = await desk().workOrders.detail.query({ id });
    const second = (type: string) =>
      Math.floor(Date.parse(timeline.find((event) => event.type === type)?.at ?? "") / 1000);
    expect(clocks).toEqual({
      us: 0,
      customer: second("work_order.received.v1") - second("work_order.booked.v1"),
      supplier: 0,
      runningSince: new Date(second("work_order.received.v1") * 1000).toISOString(),
    });
  });

  test("goes along the table, by whom the table names", async () => {
    const { id, version } = await received();
    const bench = as("technician");
    const diagnosing = await bench.workOrders.move.mutate({
      id,
      expectedVersion: version,
      move: "start_diagnosis",
    });
    expect(diagnosing).toEqual({ id, status: "diagnosing", version: version + 1 });
    const parts = { id, expectedVersion: diagnosing.version, move: "await_parts" } as const;
    await expect(as("finance").workOrders.move.mutate(parts)).rejects.toThrow("not_allowed");
    expect(await bench.workOrders.move.mutate(parts)).toMatchObject({ status: "awaiting_parts" });
    expect(await mailsOf(id)).toEqual(["booking_confirmed", "status", "status"]);
  });

  test("to approval needs an estimate that was sent, and says so", async () => {
    const { id, version } = await received();
    const step = { id, expectedVersion: version } as const;
    const diagnosing = await desk().workOrders.move.mutate({ ...step, move: "start_diagnosis" });
    const ask = { id, expectedVersion: diagnosing.version, move: "request_approval" } as const;
    await expect(desk().workOrders.move.mutate(ask)).rejects.toMatchObject({
      data: { code: "estimate_missing" },
    });
  });

  test("says which moves are open when one is not", async () => {
    const { id } = await bookedOrder();
    await expect(
      desk().workOrders.handOver.mutate({ id, expectedVersion: 1, priceMinor: 25_000 }),
    ).rejects.toMatchObject({
      data: { code: "transition_not_allowed", details: { allowed: ["receive", "cancel"] } },
    });
  });

  test("of a colleague in another centre is refused, whatever the verb", async () => {
    const { id, version } = await received();
    const krakowDesk = as("front_desk", krakow.id);
    const change = { id, expectedVersion: version };
    const refused = [
      () => krakowDesk.workOrders.detail.query({ id }),
      () => krakowDesk.workOrders.move.mutate({ ...change, move: "start_diagnosis" }),
      () => krakowDesk.workOrders.cancel.mutate({ ...change, reason: "by_centre" }),
      () =>
        krakowDesk.workOrders.changePromise.mutate({
          ...change,
          promisedBy: new Date(Date.now() + 86_400_000).toISOString(),
          reason: "sooner",
        }),
      () =>
        krakowDesk.workOrders.receive.mutate({ ...change, condition: "x", accessories: [], photoIds: [] }),
      () => krakowDesk.messages.write.mutate({ workOrderId: id, body: "Hello" }),
      () => krakowDesk.messages.preview.query({ workOrderId: id, body: "Hello" }),
      () => krakowDesk.messages.markRead.mutate({ workOrderId: id }),
      () => krakowDesk.photos.add.mutate({ workOrderId: id, photoId: randomUUID(), content: "" }),
      () => krakowDesk.photos.read.query({ workOrderId: id, photoId: randomUUID() }),
      () => krakowDesk.workOrders.queue.query({ serviceCenterId: gent.id }),
    ];
    for (const call of refused) await expect(call()).rejects.toThrow("not_allowed");
    const guest = callBy().contexts.customer;
    await expect(guest.workOrders.detail.query({ id })).rejects.toThrow("not_signed_in");
    await expect(as("finance").workOrders.detail.query({ id })).rejects.toThrow("not_allowed");
    expect(await as("manager", null).workOrders.detail.query({ id })).toMatchObject({ id });
  });
});

describe("two people on one order", () => {
  test("the second is told who changed it and when, and nothing is overwritten", async () => {
    const { id, version } = await received();
    const move = { id, expectedVersion: version, move: "start_diagnosis" } as const;
    await desk().workOrders.move.mutate(move);
    await expect(desk().workOrders.move.mutate(move)).rejects.toMatchObject({
      data: {
        code: "version_conflict",
        details: { changedByKind: "staff", changedAt: expect.any(String), version: version + 1 },
      },
    });
  });

  test("of eight at once one moves it on", async () => {
    const { id, version } = await received();
    const attempts = await Promise.allSettled(
      Array.from({ length: 8 }, () =>
        desk().workOrders.move.mutate({ id, expectedVersion: version, move: "start_diagnosis" }),
      ),
    );
    expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await eventTypes(id)).filter((type) => type.includes("diagnosis"))).toHaveLength(1);
  });

  test("a message or a photo meanwhile is no conflict", async () => {
    const { id, version } = await received();
    await desk().messages.write.mutate({ workOrderId: id, body: "We look at it today." });
    await photo(id);
    const moved = await desk().workOrders.move.mutate({
      id,
      expectedVersion: version,
      move: "start_diagnosis",
    });
    expect(moved.version).toBe(version + 3);
    await expect(
      desk().workOrders.move.mutate({ id, expectedVersion: 999, move: "start_repair" }),
    ).rejects.toThrow("version_conflict");
  });
});

describe("promises, ends and words", () => {
  test("a promise lies ahead, and the customer is told of the new one", async () => {
    const { id, version } = await received();
    const change = { id, expectedVersion: version, reason: "parts_late" } as const;
    const at = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
    const promise = (days: number) =>
      desk().workOrders.changePromise.mutate({ ...change, promisedBy: at(days) });
    await expect(promise(-1)).rejects.toThrow("date_in_past");
    await expect(promise(400)).rejects.toThrow("date_too_far");
    await promise(3);
    const { promisedBy, status } = await desk().workOrders.detail.query({ id });
    expect(status).toBe("received");
    expect(Date.parse(promisedBy)).toBeGreaterThan(Date.now() + 2 * 86_400_000);
    expect(await mailsOf(id)).toContain("promise_changed");
  });

  test("a cancelled order is closed and stays so", async () => {
    const { id } = await bookedOrder();
    const cancel = { id, expectedVersion: 1, reason: "by_customer" } as const;
    expect(await desk().workOrders.cancel.mutate(cancel)).toMatchObject({ status: "cancelled" });
    const { orders } = await desk().workOrders.queue.query({});
    expect(orders.map((order) => order.id)).not.toContain(id);
    await expect(
      desk().workOrders.receive.mutate({
        id,
        expectedVersion: 2,
        condition: "x",
        accessories: [],
        photoIds: [],
        waivePhotos: false,
      }),
    ).rejects.toThrow("transition_not_allowed");
  });

  test("words reach the customer, and stand in no event", async () => {
    const { id } = await bookedOrder();
    await desk().messages.write.mutate({ workOrderId: id, body: "Please back up your data. 👋\u0000" });
    await expect(desk().messages.write.mutate({ workOrderId: id, body: "  " })).rejects.toThrow(
      "invalid_input",
    );
    const { messages } = await desk().workOrders.detail.query({ id });
    expect(messages).toMatchObject([{ direction: "to_customer", body: "Please back up your data. 👋" }]);
    expect(await mailsOf(id)).toEqual(["booking_confirmed", "message"]);
    const preview = await desk().messages.preview.query({ workOrderId: id, body: "Please back up." });
    expect(preview).toMatchObject({ locale: "de", subject: expect.stringContaining("Nachricht") });
    expect(preview.text).toMatch(/Please back up\..*\/de\/track\/…/s);
    const db = await database("customer");
    const [told] = await db.read((tx) =>
      rows<{ told: number }>(
        tx,
        sql`select count(*)::int as told from customer.events where data::text like '%back up%'`,
      ),
    );
    expect(told?.told).toBe(0);
  });

  test("a photo is kept once however often it is sent, and comes back as a picture", async () => {
    const { id } = await bookedOrder();
    const photoId = await photo(id);
    await photo(id, photoId);
    expect((await desk().workOrders.detail.query({ id })).photos).toHaveLength(1);
    const { contentType, content } = await desk().photos.read.query({ workOrderId: id, photoId });
    expect(contentType).toBe("image/jpeg");
    expect((await sharp(Buffer.from(content, "base64")).metadata()).width).toBe(64);
    const other = await bookedOrder();
    await expect(photo(other.id, photoId)).rejects.toThrow("conflict");
    await expect(desk().photos.read.query({ workOrderId: other.id, photoId })).rejects.toThrow("not_found");
  });
});
