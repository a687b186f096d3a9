import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database, rows } from "@/db/client";
import type { Actor } from "@/server/kernel/actor";
import { uuidV7 } from "@/server/kernel/ids";
import { addDays } from "@/server/kernel/time";
import { refusalOf } from "@/server/platform/trpc";
import { callBy, staff } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { gent, screen, seedNetwork, technicianIds } from "@/test-support/network";
import { quietDay, quietTime } from "@/test-support/quiet-day";

freshDatabases();
beforeAll(seedNetwork);
beforeEach(async () => void (await run(sql`delete from location.slots returning 1`)));

async function run<Row>(query: ReturnType<typeof sql>): Promise<Row[]> {
  const db = await database("location");
  return db.write((tx) => rows<Row>(tx, query));
}

const booking: Actor = { kind: "service", context: "customer", onBehalfOf: { kind: "guest" } };
const asGuest = (clientKey?: string) => callBy(undefined, clientKey ? { clientKey } : {}).contexts.location;
const asBooking = () => callBy(booking).contexts.location;
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => refusalOf(error).code,
  );
const day = quietDay();
const hold = (start: string, clientKey?: string) =>
  asGuest(clientKey).slots.hold.mutate({ serviceCenterId: gent.id, method: "drop_off", start });

describe("slots of a centre", () => {
  test("come by local day, in the centre's zone, free or with a reason", async () => {
    const listed = await asGuest().slots.list.query({ id: gent.id, method: "drop_off", from: day, days: 1 });
    expect(listed.timeZone).toBe("Europe/Brussels");
    expect(listed.days).toHaveLength(1);
    const slots = listed.days[0]?.slots ?? [];
    expect(slots[0]).toEqual({ start: quietTime(9), end: quietTime(10), available: true });
    expect(slots.at(-1)?.start).toBe(quietTime(17));
  });

  test("are as long as the fault takes", async () => {
    const { days } = await asGuest().slots.list.query({
      id: gent.id,
      method: "drop_off",
      from: day,
      days: 1,
      faultId: screen.id,
    });
    const [slot] = days[0]?.slots ?? [];
    expect(Date.parse(slot?.end ?? "") - Date.parse(slot?.start ?? "")).toBe(screen.durationMinutes * 60_000);
  });

  test("are refused for unknown centres, methods, faults and other times", async () => {
    const list = (input: object) =>
      codeOf(asGuest().slots.list.query({ id: gent.id, method: "drop_off", ...input }));
    expect(await list({ id: "nowhere" })).toBe("unknown_service_center");
    expect(await list({ faultId: "nothing" })).toBe("unknown_fault");
    expect(await list({ from: "2020-01-01" })).toBe("date_in_past");
    expect(await list({ from: addDays(day, 62) })).toBe("date_too_far");
    expect(await list({ from: "2026-02-30" })).toBe("invalid_input");
    expect(await list({ days: 63 })).toBe("invalid_input");
    await run(
      sql`update location.service_centers set methods = array['drop_off'] where id = ${gent.id} returning 1`,
    );
    expect(await list({ method: "mail_in" })).toBe("method_not_offered");
    await run(sql`update location.service_centers
      set methods = array['drop_off', 'on_site', 'pickup', 'mail_in'] where id = ${gent.id} returning 1`);
  });
});

describe("a hold", () => {
  test("takes a technician, and the slot is full when all are taken", async () => {
    const [first, second] = [await hold(quietTime(10)), await hold(quietTime(10))];
    expect(first.extensionsLeft).toBe(2);
    expect(second.end).toBe(quietTime(11));
    await expect(hold(quietTime(10))).rejects.toMatchObject({
      data: {
        code: "slot_taken",
        details: { nearest: expect.arrayContaining([quietTime(9), quietTime(11)]) },
      },
    });
    const { days } = await asGuest().slots.list.query({
      id: gent.id,
      method: "drop_off",
      from: day,
      days: 1,
    });
    const slot = days[0]?.slots.find(({ start }) => start === quietTime(10));
    expect(slot).toMatchObject({ available: false, reason: "full" });
    await asGuest().slots.release.mutate({ id: first.holdId });
    await hold(quietTime(10));
  });

  test("is refused where nothing is offered, and says why", async () => {
    const reasonOf = async (start: string, method: "drop_off" | "pickup" = "drop_off") => {
      const wanted = asGuest().slots.hold.mutate({ serviceCenterId: gent.id, method, start });
      const { code, details } = await wanted.then(() => ({ code: "done", details: {} }), refusalOf);
      return [code, "reason" in details ? details.reason : undefined];
    };
    expect(await reasonOf(quietTime(10, 7))).toEqual(["slot_not_offered", "closed"]);
    expect(await reasonOf(quietTime(20))).toEqual(["slot_not_offered", "closed"]);
    expect(await reasonOf(quietTime(10), "pickup")).toEqual(["slot_not_offered", "closed"]);
    expect(await reasonOf("2020-01-01T10:00:00Z")).toEqual(["slot_not_offered", "past"]);
    expect(await reasonOf("2999-01-01T10:00:00Z")).toEqual(["slot_not_offered", "beyond"]);
  });

  test("may be extended twice, never once it has expired", async () => {
    const { holdId } = await hold(quietTime(9));
    const extend = () => asGuest().slots.extendHold.mutate({ id: holdId });
    expect((await extend()).extensionsLeft).toBe(1);
    expect((await extend()).extensionsLeft).toBe(0);
    expect(await codeOf(extend())).toBe("hold_extended_enough");
    await run(
      sql`update location.slots set extensions = 0, expires_at = now() - interval '1 second' returning 1`,
    );
    expect(await codeOf(extend())).toBe("hold_expired");
    expect(await codeOf(asBooking().slots.claim.mutate({ holdId, orderId: uuidV7(Date.now()) }))).toBe(
      "hold_expired",
    );
    await run(sql`delete from location.slots returning 1`);
    expect(await codeOf(extend())).toBe("hold_expired");
    const unknown = "6ba7b810-9dad-41d1-80b4-00c04fd430c8";
    expect(await codeOf(asGuest().slots.extendHold.mutate({ id: unknown }))).toBe("hold_not_found");
  });

  test("that has expired gives way, and only three are open for a client", async () => {
    for (const hour of [9, 10, 11]) await hold(quietTime(hour), "one client");
    expect(await codeOf(hold(quietTime(12), "one client"))).toBe("too_many_holds");
    await run(sql`update location.slots set expires_at = now() - interval '1 second' returning 1`);
    await hold(quietTime(9), "one client");
    const left = await run<{ total: number }>(sql`select count(*)::int as total from location.slots`);
    expect(left[0]?.total).toBe(1);
  });

  test("given twice under one key is one hold", async () => {
    const call = callBy(undefined, { clientKey: "repeats", idempotencyKey: "hold-key-1" }).contexts.location;
    const wanted = { serviceCenterId: gent.id, method: "drop_off", start: quietTime(9) } as const;
    const [first, second] = [await call.slots.hold.mutate(wanted), await call.slots.hold.mutate(wanted)];
    expect(second).toEqual(first);
    expect(await codeOf(call.slots.hold.mutate({ ...wanted, start: quietTime(11) }))).toBe(
      "idempotency_key_reused",
    );
  });
});

describe("a booking", () => {
  test("claims its hold, makes it final, and frees it when it is cancelled, each once", async () => {
    const { holdId } = await hold(quietTime(9));
    const orderId = uuidV7(Date.now());
    const slots = asBooking().slots;
    const claimed = await slots.claim.mutate({ holdId, orderId });
    expect(claimed).toMatchObject({
      serviceCenterId: gent.id,
      start: quietTime(9),
      timeZone: "Europe/Brussels",
    });
    expect(technicianIds).toContain(claimed.technicianId);
    expect(await slots.claim.mutate({ holdId, orderId })).toEqual(claimed);
    expect(await codeOf(slots.claim.mutate({ holdId, orderId: uuidV7(Date.now()) }))).toBe("hold_expired");
    expect(await codeOf(asGuest().slots.extendHold.mutate({ id: holdId }))).toBe("conflict");
    expect(await asGuest().slots.release.mutate({ id: holdId })).toEqual({ released: false });
    expect(await slots.book.mutate({ orderId })).toEqual(claimed);
    expect(await slots.book.mutate({ orderId })).toEqual(claimed);
    expect(await slots.free.mutate({ orderId })).toEqual({ freed: true });
    expect(await slots.free.mutate({ orderId })).toEqual({ freed: false });
    expect(await codeOf(slots.book.mutate({ orderId }))).toBe("hold_expired");
    const events = await run<{ type: string; actor: string }>(
      sql`select type, actor from location.events where stream_id = ${`slot-${holdId}`} order by version`,
    );
    expect(events.map((event) => event.type)).toEqual(["location.slot_booked.v1", "location.slot_freed.v1"]);
  });

  test("keeps nothing that names the client", async () => {
    const { holdId } = await hold(quietTime(9), "203.0.113.7");
    const key = () =>
      run<{ clientKey: string | null }>(sql`select client_key as "clientKey" from location.slots`);
    expect(JSON.stringify(await key())).not.toContain("203.0.113.7");
    await asBooking().slots.claim.mutate({ holdId, orderId: uuidV7(Date.now()) });
    expect(await key()).toEqual([{ clientKey: null }]);
  });

  test("is other contexts' business: nobody else may claim, book or free", async () => {
    const orderId = uuidV7(Date.now());
    const admin = callBy(staff({ role: "admin", serviceCenterId: null })).contexts.location;
    const payment = callBy({ ...booking, context: "payment" }).contexts.location;
    for (const { slots } of [asGuest(), admin, payment]) {
      expect(await codeOf(slots.claim.mutate({ holdId: orderId, orderId }))).toBe("not_allowed");
      expect(await codeOf(slots.book.mutate({ orderId }))).toBe("not_allowed");
      expect(await codeOf(slots.free.mutate({ orderId }))).toBe("not_allowed");
    }
  });
});

describe("staff", () => {
  test("see the day of their own centre and its load", async () => {
    const { holdId } = await hold(quietTime(9));
    const orderId = uuidV7(Date.now());
    await asBooking().slots.claim.mutate({ holdId, orderId });
    await asBooking().slots.book.mutate({ orderId });
    const desk = callBy(staff({ role: "front_desk", serviceCenterId: gent.id })).contexts.location;
    const shown = await desk.schedule.day.query({ serviceCenterId: gent.id, date: day });
    expect(shown.opening).toEqual([{ start: quietTime(9), end: quietTime(18) }]);
    expect(shown.lanes.map((lane) => lane.laneId)).toEqual([...technicianIds, "gent-post", "gent-van"]);
    expect(shown.lanes.flatMap((lane) => lane.slots)).toMatchObject([{ orderId, status: "booked" }]);
    const abroad = desk.schedule.day.query({ serviceCenterId: "pl-krakow-rynek", date: day });
    expect(await codeOf(abroad)).toBe("not_allowed");
    const manager = callBy(staff({ role: "manager", serviceCenterId: gent.id })).contexts.location;
    const { centers } = await manager.network.overview.query({ day });
    expect(centers).toMatchObject([
      { serviceCenterId: gent.id, capacityMinutes: 1080, bookedMinutes: 60, loadPercent: 6, bookings: 1 },
    ]);
    const christmas = await manager.network.overview.query({ day: "2026-12-25" });
    expect(christmas.centers[0]).toMatchObject({ capacityMinutes: 0, loadPercent: null, holiday: "Noël" });
  });
});
