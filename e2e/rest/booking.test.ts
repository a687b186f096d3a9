import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Answer, expectProblem, rest } from "./call";

interface Slot {
  start: string;
  end: string;
  available: boolean;
  reason?: string;
}
interface Day {
  date: string;
  slots: Slot[];
}
interface Hold {
  holdId: string;
  expiresAt: string;
}
interface Booking {
  reference: string;
  trackingUrl: string;
  trackingToken: string;
  status: string;
}

const method = "drop_off";
let serviceCenterId = "";
let deviceId = "";
let faultId = "";
const openHolds = new Set<string>();

const today = () => new Date().toISOString().slice(0, 10);
const slotsPath = (query: string) => `/service-centers/${serviceCenterId}/slots?${query}`;

beforeAll(async () => {
  const coverage = await rest<{ options: { serviceCenterId: string; method: string }[] }>(
    "GET",
    "/coverage?lat=51.0543&lng=3.7174",
  );
  serviceCenterId = coverage.body.options.find((option) => option.method === method)?.serviceCenterId ?? "";
  const devices = await rest<{ devices: { id: string }[] }>("GET", "/devices?q=thinkpad");
  deviceId = devices.body.devices[0]?.id ?? "";
  const faults = await rest<{ faults: { id: string }[] }>("GET", `/faults?deviceId=${deviceId}`);
  faultId = faults.body.faults[0]?.id ?? "";
});

afterEach(async () => {
  for (const holdId of openHolds) await rest("POST", `/slot-holds/${holdId}/release`, {});
  openHolds.clear();
});

async function freeSlots(): Promise<Slot[]> {
  const { body } = await rest<{ days: Day[] }>("GET", slotsPath(`method=${method}&from=${today()}&days=28`));
  return body.days.flatMap((day) => day.slots).filter((slot) => slot.available);
}

async function hold(start: string): Promise<Answer<Hold>> {
  const answer = await rest<Hold>("POST", "/slot-holds", { serviceCenterId, method, start });
  if (answer.status === 201) openHolds.add(answer.body.holdId);
  return answer;
}

async function holdFree(index: number): Promise<Hold> {
  const slots = await freeSlots();
  const answer = await hold(slots[index]?.start ?? "");
  expect(answer.status).toBe(201);
  return answer.body;
}

const booking = (holdId: string, changes: object = {}) => ({
  holdId,
  deviceId,
  faultId,
  description: "Falls asleep and never wakes up",
  contact: { name: "Ana Peeters", email: "ana.peeters@example.org", locale: "fr" },
  ...changes,
});
const book = (body: unknown, key: string = randomUUID()) =>
  rest<Booking>("POST", "/bookings", body, { "idempotency-key": key });

describe("slots", () => {
  test("come by day, in instants, with the centre's zone", async () => {
    const { status, body } = await rest<{ timeZone: string; days: Day[] }>(
      "GET",
      slotsPath(`method=${method}&from=${today()}&days=14`),
    );
    expect(status).toBe(200);
    expect(body.timeZone).toBe("Europe/Brussels");
    expect(body.days).toHaveLength(14);
    for (const slot of body.days.flatMap((day) => day.slots)) {
      expect(new Date(slot.start).toISOString()).toBe(new Date(slot.start).toISOString());
      expect(Date.parse(slot.end)).toBeGreaterThan(Date.parse(slot.start));
    }
  });

  test.each([
    "method=teleport",
    `method=${method}&from=tomorrow`,
    `method=${method}&days=0`,
    `method=${method}&days=9999`,
  ])("%s is refused", async (query) => {
    const answer = await rest("GET", slotsPath(query.includes("from") ? query : `${query}&from=${today()}`));
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });

  test("a date in the past is told so", async () => {
    expectProblem(
      await rest("GET", slotsPath(`method=${method}&from=2020-01-01&days=7`)),
      422,
      "date_in_past",
    );
  });
});

describe("an estimate", () => {
  test("has a range, the VAT in it, and two dates", async () => {
    const { status, body } = await rest<{
      low: { amountMinor: number; currency: string };
      high: { amountMinor: number; currency: string };
      vatRate: string;
      readyBy: { p50: string; p90: string };
    }>("POST", "/estimates", { deviceId, faultId, serviceCenterId, method });
    expect(status).toBe(200);
    expect(body.vatRate).toBe("0.21");
    expect(body.low.currency).toBe("EUR");
    expect(body.low.amountMinor).toBeLessThanOrEqual(body.high.amountMinor);
    expect(Date.parse(body.readyBy.p50)).toBeLessThanOrEqual(Date.parse(body.readyBy.p90));
  });

  test("for a fault of another kind of device is refused", async () => {
    const phones = await rest<{ devices: { id: string; kind: string }[] }>("GET", "/devices?q=iphone");
    const phone = phones.body.devices.find((device) => device.kind === "phone");
    const answer = await rest("POST", "/estimates", {
      deviceId: phone?.id,
      faultId,
      serviceCenterId,
      method,
    });
    expectProblem(answer, 422, "fault_not_for_device");
  });
});

describe("holds", () => {
  test("last ten minutes and take the slot away from everybody else", async () => {
    const { expiresAt } = await holdFree(0);
    const minutes = (Date.parse(expiresAt) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(9);
    expect(minutes).toBeLessThanOrEqual(10);
  });

  test("are at most three a client", async () => {
    const slots = await freeSlots();
    const starts = [...new Set(slots.map((slot) => slot.start))].filter((_, index) => index % 4 === 0);
    for (const start of starts.slice(0, 3)) expect((await hold(start)).status).toBe(201);
    expectProblem(await hold(starts[3] ?? ""), 429, "too_many_holds");
  });

  test("on a time that the centre doesn't offer are refused", async () => {
    expectProblem(await hold("2026-12-25T03:07:00Z"), 422, "slot_not_offered");
  });

  test.each([{}, { serviceCenterId: "nowhere", method, start: "soon" }, { start: 5 }])(
    "%j is refused",
    async (body) => {
      expectProblem(await rest("POST", "/slot-holds", body), 400, "invalid_input");
    },
  );
});

describe("a booking", () => {
  test("gives a reference and a link that follows it", async () => {
    const { holdId } = await holdFree(2);
    const answer = await book(booking(holdId));
    expect(answer.status).toBe(201);
    expect(answer.body.reference).toMatch(/^MC-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}$/);
    expect(answer.body.trackingUrl).toContain(answer.body.trackingToken);
    const tracking = await rest<{
      reference: string;
      status: string;
      timeline: unknown[];
      promisedBy: string;
    }>("GET", `/track/${answer.body.trackingToken}`);
    expect(tracking.body).toMatchObject({ reference: answer.body.reference, status: "booked" });
    expect(tracking.body.timeline.length).toBeGreaterThan(0);
  });

  test("repeated with its key is the same booking; with another body it is refused", async () => {
    const { holdId } = await holdFree(4);
    const key = randomUUID();
    const first = await book(booking(holdId), key);
    const second = await book(booking(holdId), key);
    expect(second.body).toEqual(first.body);
    expectProblem(
      await book(booking(holdId, { description: "Something else" }), key),
      422,
      "idempotency_key_reused",
    );
  });

  test("on a hold that is used up, or that never was, is refused", async () => {
    const { holdId } = await holdFree(6);
    expect((await book(booking(holdId))).status).toBe(201);
    const again = await book(booking(holdId));
    expect(again.status).toBeGreaterThanOrEqual(404);
    expect(again.status).toBeLessThan(500);
    const never = await book(booking(randomUUID()));
    expect([404, 409]).toContain(never.status);
  });

  test("without a key is refused", async () => {
    expectProblem(await rest("POST", "/bookings", booking(randomUUID())), 400, "idempotency_key_required");
  });

  test("keeps emoji, right-to-left text and HTML as the text they are", async () => {
    const { holdId } = await holdFree(8);
    const description = 'مرحبا 👩🏽‍💻 <script>alert(1)</script> & "quotes"';
    const answer = await book(
      booking(holdId, {
        description,
        contact: { name: "<b>Ana</b> 🙂", email: "ana@example.org", locale: "en" },
      }),
    );
    expect(answer.status).toBe(201);
  });

  test("with a description of 10 MB gets a clear answer", async () => {
    const { holdId } = await holdFree(10);
    const answer = await book(booking(holdId, { description: "x".repeat(10_000_000) }));
    expectProblem(answer, 422, "text_too_long");
  });

  test("by someone without a usable email is refused", async () => {
    const { holdId } = await holdFree(12);
    const answer = await book(
      booking(holdId, { contact: { name: "Ana", email: "not an email", locale: "en" } }),
    );
    expectProblem(answer, 400, "invalid_input");
  });
});

test("a wrong link tells nothing", async () => {
  expectProblem(await rest("GET", "/track/nonsense"), 404, "link_invalid");
});

test("a body that is no JSON is refused", async () => {
  expectProblem(await rest("POST", "/estimates", "{not json"), 400, "invalid_input");
});
