import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { database, rows } from "@/db/client";
import type { ContextName } from "@/server/kernel/context-name";
import { resumeSagas } from "@/server/platform/sagas";
import { bookARepair } from "@/server/sagas/book-a-repair";
import { bookedRepair, bookingOn, freeStarts, guest, holdSlot, zoe } from "@/test-support/bookings";
import { callBy, insideVerb } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { gent, macbook, seedNetwork } from "@/test-support/network";
import { bookRepair } from "./book-repair";

freshDatabases();
beforeAll(seedNetwork);

type Booking = ReturnType<typeof bookingOn>;

async function select<Row>(context: ContextName, query: ReturnType<typeof sql>): Promise<Row[]> {
  const db = await database(context);
  return db.read((tx) => rows<Row>(tx, query));
}

function book(key: string, input: Booking & { address?: object }) {
  // Some inputs are wrong on purpose.
  return guest(key).contexts.customer.bookings.book.mutate(input as Booking);
}

async function held(): Promise<string> {
  const [start = ""] = await freeStarts(1);
  return holdSlot(start);
}

async function ordersOn(holdId: string): Promise<{ id: string; status: string }[]> {
  return select(
    "customer",
    sql`select w.id, w.status from customer.work_orders w
        where w.id in (select (state->>'orderId')::uuid from customer.sagas where state->>'holdId' = ${holdId})`,
  );
}

describe("a booking", () => {
  test("has its order, its slot, its first event and its mail", async () => {
    const holdId = await held();
    const booked = await book("booking-key-1", bookingOn(holdId));
    expect(booked).toMatchObject({ status: "booked", serviceCenterId: gent.id, method: "drop_off" });
    expect(booked.reference).toMatch(/^MC-[0-9A-Z]{4}-[0-9A-Z]{2}$/);
    expect(booked.trackingUrl).toContain(`/en/track/${booked.trackingToken}`);

    const [order] = await ordersOn(holdId);
    const slots = await select<{ status: string }>(
      "location",
      sql`select status from location.slots where order_id = ${order?.id}::uuid`,
    );
    expect(slots).toEqual([{ status: "booked" }]);
    const events = await select<{ type: string; data: object }>(
      "customer",
      sql`select type, data from customer.events where stream_id = ${`work_order-${order?.id}`}`,
    );
    expect(events).toMatchObject([
      { type: "work_order.booked.v1", data: { reference: booked.reference, deviceModelId: macbook.id } },
    ]);
    const mails = await select(
      "customer",
      sql`select template, locale from customer.mails where work_order_id = ${order?.id}::uuid`,
    );
    expect(mails).toEqual([{ template: "booking_confirmed", locale: "en" }]);
  });

  test("writes what was typed nowhere in clear but in the customer's own row", async () => {
    await bookedRepair();
    for (const context of ["customer", "location"] as const) {
      for (const table of ["events", "sagas", "idempotency_keys"]) {
        const found = await select(
          context,
          sql`select 1 from ${sql.identifier(context)}.${sql.identifier(table)} t
              where t::text ilike any (array['%zoe%', '%łukasz%', '%example.test%', '%470 12%', '%fell off%'])`,
        );
        expect(found, `${context}.${table}`).toEqual([]);
      }
    }
  });

  test("repeated with its key is answered as before; altered it is refused", async () => {
    const input = bookingOn(await held());
    const first = await book("booking-key-2", input);
    expect(await book("booking-key-2", input)).toEqual(first);
    expect(await ordersOn(input.holdId)).toHaveLength(1);
    await expect(book("booking-key-2", { ...input, description: "other" })).rejects.toThrow(
      "idempotency_key_reused",
    );
  });

  test("needs a key", async () => {
    const holdId = await held();
    const { contexts } = callBy();
    await expect(contexts.customer.bookings.book.mutate(bookingOn(holdId))).rejects.toThrow(
      "idempotency_key_required",
    );
  });

  test("counts a person once, however their address is written, and never overwrites who they are", async () => {
    await bookedRepair({ contact: { ...zoe, email: "Once@Example.test" } });
    await bookedRepair({
      contact: { name: "Mallory", email: " once@example.TEST", phone: "123456", locale: "de" },
    });
    const customers = await select(
      "customer",
      sql`select name, phone, locale from customer.customers where email_search = 'once@example.test'`,
    );
    expect(customers).toEqual([{ name: zoe.name, phone: zoe.phone, locale: "en" }]);
  });
});

describe("a booking that can't be", () => {
  test("of an expired hold says so", async () => {
    const holdId = await held();
    const location = await database("location");
    await location.write((tx) =>
      tx.execute(
        sql`update location.slots set expires_at = now() - interval '1 second' where id = ${holdId}::uuid`,
      ),
    );
    await expect(book("booking-key-3", bookingOn(holdId))).rejects.toThrow("hold_expired");
    expect(await ordersOn(holdId)).toEqual([]);
  });

  test("keeps the hold when what was typed is refused", async () => {
    const holdId = await held();
    const input = bookingOn(holdId);
    const unknown = { ...input, deviceId: "abacus" };
    for (let i = 0; i < 2; i++)
      await expect(book("booking-key-4a", unknown)).rejects.toThrow("unknown_device");
    // Other words are another request.
    await expect(book("booking-key-4a", input)).rejects.toThrow("idempotency_key_reused");
    await expect(book("booking-key-4b", { ...input, faultId: "phone-screen-broken" })).rejects.toThrow(
      "fault_not_for_device",
    );
    const tooLong = book("booking-key-4c", { ...input, description: "🙂".repeat(5_001) });
    await expect(tooLong).rejects.toMatchObject({
      data: { code: "text_too_long", details: { field: "description", limit: 5_000, length: 5_001 } },
    });
    for (const contact of [
      { ...zoe, email: "not an address" },
      { ...zoe, name: " \u0000 " },
      { ...zoe, phone: "call me" },
      { ...zoe, name: "x".repeat(121) },
    ]) {
      await expect(book("booking-key-4", { ...input, contact })).rejects.toThrow("invalid_input");
    }
    // What can't be read is no request yet: the same key, now with one that can be done.
    expect(await book("booking-key-4", input)).toMatchObject({ status: "booked" });
  });

  test("to someone's place needs to know where", async () => {
    const [start = ""] = await freeStarts(1, "on_site");
    const input = bookingOn(await holdSlot(start, "on_site"));
    await expect(book("booking-key-5", input)).rejects.toThrow("address_required");
    const address = { line: "Rue de l’Église 1", postcode: "9000", city: "Gent", country: "be" };
    expect(await book("booking-key-5a", { ...input, address })).toMatchObject({ method: "on_site" });
  });

  test("leaves neither slot nor order when a step refuses", async () => {
    const holdId = await held();
    // The order can't be opened: what was sealed is unreadable.
    const broken: typeof bookARepair = {
      ...bookARepair,
      steps: bookARepair.steps.map((step) => ({
        ...step,
        run: (call) => step.run({ ...call, state: { ...call.state, sealedForm: "AAAA" } }),
      })),
    };
    const ctx = insideVerb("customer", "bookings.book", { idempotencyKey: "booking-key-6" });
    await expect(bookRepair(broken)({ ctx, input: bookingOn(holdId) })).rejects.toThrow("internal");
    expect(await ordersOn(holdId)).toEqual([]);
    expect(await select("location", sql`select 1 from location.slots where id = ${holdId}::uuid`)).toEqual(
      [],
    );
  });
});

describe("a booking whose process dies", () => {
  /** The saga with a death in it: nothing runs after that step until a worker takes the saga on. */
  function dyingAfter(stepName: string, effect: boolean): { saga: typeof bookARepair; died: Promise<void> } {
    let die: () => void = () => {};
    const died = new Promise<void>((resolve) => {
      die = resolve;
    });
    const saga: typeof bookARepair = {
      ...bookARepair,
      steps: bookARepair.steps.map((step) =>
        step.name !== stepName
          ? step
          : {
              ...step,
              async run(call) {
                if (effect) await step.run(call);
                die();
                return new Promise<never>(() => {});
              },
            },
      ),
    };
    return { saga, died };
  }

  // The others are for what was away.
  for (const { name } of bookARepair.steps.filter((step) => step.when === undefined)) {
    for (const effect of [false, true]) {
      test(`${effect ? "after" : "before"} "${name}" is finished by the worker, once, with the same answer`, async () => {
        const input = bookingOn(await held());
        const key = `dying-${name}-${effect}`;
        const { saga, died } = dyingAfter(name, effect);
        const ctx = insideVerb("customer", "bookings.book", { idempotencyKey: key });
        await Promise.race([bookRepair(saga)({ ctx, input }), died]);

        const worker = () =>
          insideVerb("customer", "saga.book-a-repair", { clientKey: "saga:book-a-repair" });
        expect(await resumeSagas("customer", [bookARepair], worker, { atOnce: true })).toBe(1);

        const answer = await book(key, input);
        expect(answer).toMatchObject({ status: "booked" });
        expect(await book(key, input)).toEqual(answer);
        const orders = await ordersOn(input.holdId);
        expect(orders).toMatchObject([{ status: "booked" }]);
        const effects = await select(
          "customer",
          sql`select 1 from customer.events where stream_id = ${`work_order-${orders[0]?.id}`}
              and type = 'work_order.booked.v1'`,
        );
        expect(effects).toHaveLength(1);
        const slots = await select(
          "location",
          sql`select status from location.slots where order_id = ${orders[0]?.id}::uuid`,
        );
        expect(slots).toEqual([{ status: "booked" }]);
      });
    }
  }
});
