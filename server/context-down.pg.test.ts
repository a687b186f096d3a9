import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "@/scripts/services/state";
import { type ContextName, contextNames } from "@/server/kernel/context-name";
import { bookingOn, freeStarts, guest, holdSlot } from "@/test-support/bookings";
import { callBy, staff } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { forgetEnvironment } from "@/test-support/environment";
import { gent, macbook, screen, seedNetwork } from "@/test-support/network";
import { type ServiceProcess, startService } from "@/test-support/service-process";

/** Processes start slowly on a busy machine. */
const aWhile = 240_000;

/** Five processes: this one is the portal, and the four contexts are services on the suite's database. */
freshDatabases();
const ports = new Map<ContextName, number>();
const running = new Map<ContextName, ServiceProcess>();
const urls: Record<string, string> = {};

beforeAll(async () => {
  await seedNetwork();
  for (const context of contextNames) {
    const port = await freePort();
    ports.set(context, port);
    urls[`${context.toUpperCase()}_URL`] = `http://127.0.0.1:${port}`;
  }
  Object.assign(process.env, urls);
  forgetEnvironment();
  await Promise.all(contextNames.map(up));
}, aWhile);
afterAll(async () => {
  await Promise.all([...running.values()].map((service) => service.stop("SIGKILL")));
  for (const name of Object.keys(urls)) delete process.env[name];
  forgetEnvironment();
});

const patient = { timeout: 120_000, interval: 250 };

async function up(context: ContextName): Promise<void> {
  const port = ports.get(context);
  running.set(context, await startService(context, {}, port === undefined ? {} : { port }));
}

async function down(context: ContextName): Promise<void> {
  await running.get(context)?.stop("SIGKILL");
}

const estimate = () =>
  callBy().contexts.customer.estimates.preview.query({
    deviceId: macbook.id,
    faultId: screen.id,
    serviceCenterId: gent.id,
    method: "drop_off",
  });

async function book() {
  const [start = ""] = await freeStarts(1);
  const holdId = await holdSlot(start);
  return guest(`down-${holdId}`).contexts.customer.bookings.book.mutate(bookingOn(holdId));
}

const track = (token: string) => callBy().contexts.customer.tracking.byToken.query({ token });
const desk = () =>
  callBy(staff({ role: "front_desk", serviceCenterId: gent.id })).contexts.customer.workOrders.queue.query(
    {},
  );
const whatIsAway = (call: Promise<unknown>) =>
  call.then(
    () => "nothing",
    (error: { data?: { code?: string; details?: { context?: string } } }) =>
      error.data?.code === "unavailable" ? error.data.details?.context : String(error),
  );

test(
  "with all four there a repair is booked over five processes and followed by its link",
  async () => {
    await expect.poll(() => estimate().then(({ pricesAsOf }) => pricesAsOf, String), patient).toBe(null);
    const booked = await book();
    expect(await track(booked.trackingToken)).toMatchObject({
      reference: booked.reference,
      status: "booked",
    });
    expect((await desk()).orders.length).toBeGreaterThan(0);
  },
  aWhile,
);

test(
  "with Payment down booking goes on from the prices that Customer knows",
  async () => {
    await expect.poll(() => copiesTaken(), patient).toBe(true);
    await down("payment");
    expect(await estimate()).toMatchObject({ low: { currency: "EUR" }, part: "here" });
    const booked = await book();
    expect(await track(booked.trackingToken)).toMatchObject({ status: "booked" });
    await up("payment");
  },
  aWhile,
);

test(
  "with Inventory down booking goes on without a promise of the part",
  async () => {
    await down("inventory");
    expect((await estimate()).part).not.toBe("here");
    const booked = await book();
    expect(await track(booked.trackingToken)).toMatchObject({ status: "booked" });
    await up("inventory");
    await expect.poll(() => estimate().then(({ part }) => part), patient).toBe("here");
  },
  aWhile,
);

test(
  "with Location down nothing new is booked, and that is said; tracking and desk go on",
  async () => {
    const [start = ""] = await freeStarts(1);
    const holdId = await holdSlot(start);
    const booked = await book();
    await down("location");
    const slots = callBy().contexts.location.slots.list.query({
      id: gent.id,
      method: "drop_off",
      from: start.slice(0, 10),
      days: 3,
    });
    expect(await whatIsAway(slots)).toBe("location");
    const booking = guest(`down-${holdId}`).contexts.customer.bookings.book;
    expect(await whatIsAway(booking.mutate(bookingOn(holdId)))).toBe("location");
    expect(await track(booked.trackingToken)).toMatchObject({ reference: booked.reference });
    expect((await desk()).orders.length).toBeGreaterThan(0);
    await up("location");
    // The same request under the same key is taken once its part is back.
    await expect
      .poll(() => booking.mutate(bookingOn(holdId)).then(() => "booked", String), patient)
      .toBe("booked");
  },
  aWhile,
);

test(
  "with Customer down coverage and slots go on",
  async () => {
    await freeStarts(1);
    await down("customer");
    const { location, customer } = callBy().contexts;
    expect(await location.coverage.lookup.query({ lat: gent.lat, lng: gent.lng })).toMatchObject({
      covered: true,
    });
    const [start = ""] = await freeStarts(1);
    expect(await holdSlot(start)).toEqual(expect.any(String));
    expect(await whatIsAway(customer.catalogue.devices.query({ q: "macbook" }))).toBe("customer");
    await up("customer");
    await expect
      .poll(() => whatIsAway(customer.catalogue.devices.query({ q: "macbook" })), patient)
      .toBe("nothing");
  },
  aWhile,
);

test(
  "a live screen outlasts a restart of its service and misses nothing",
  async () => {
    const booked = await book();
    const seen: string[] = [];
    const failures: unknown[] = [];
    const write = (body: string) =>
      callBy().contexts.customer.tracking.write.mutate({ token: booked.trackingToken, body });
    const live = callBy().contexts.customer.tracking.changes.subscribe(
      { token: booked.trackingToken },
      { onData: ({ data }) => seen.push(data.kind), onError: (error) => failures.push(error) },
    );
    await expect.poll(() => write("hello").then(() => seen.length), patient).toBeGreaterThan(0);
    await running.get("customer")?.stop();
    await up("customer");
    await expect.poll(() => write("are you there?").then(() => "written", String), patient).toBe("written");
    const { messages } = await track(booked.trackingToken);
    await expect
      .poll(() => seen.filter((kind) => kind === "message_written").length, patient)
      .toBeGreaterThanOrEqual(messages.length - 1);
    expect(failures).toEqual([]);
    live.unsubscribe();
  },
  aWhile,
);

/** Whether Customer's service has asked Payment for the prices that it keeps a copy of. */
function copiesTaken(): boolean {
  return running.get("payment")?.log().includes("/api/trpc/prices.list") ?? false;
}
