import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readiness } from "@/server/platform/readiness";
import { signServiceToken } from "@/server/platform/services/tokens";
import { restDoor } from "@/server/rest/handle";
import { callContext } from "@/server/routers/contexts";
import { callBy, insideVerb, staff } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { gent, krakow, macbook, screen, seedNetwork } from "@/test-support/network";
import { openServiceDoors } from "@/test-support/services";

freshDatabases();
let doors: Awaited<ReturnType<typeof openServiceDoors>>;
beforeAll(async () => {
  await seedNetwork();
  doors = await openServiceDoors();
});
afterAll(() => doors.close());

const part = { deviceModelId: macbook.id, faultId: screen.id, serviceCenterId: gent.id };
const manager = staff({ role: "manager", serviceCenterId: gent.id });

/** What a door answers to a plain request. */
function ask(context: string, path: string, headers: Record<string, string>, body?: object) {
  const url = new URL(path, doors.urls[`${context.toUpperCase()}_URL`]);
  return new Promise<{ status: number; body: { code?: string; reason?: string } }>((done, fail) => {
    const asked = request(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
    });
    asked.once("error", fail);
    asked.once("response", async (answer) => {
      let text = "";
      for await (const piece of answer) text += String(piece);
      done({ status: answer.statusCode ?? 0, body: JSON.parse(text) });
    });
    asked.end(JSON.stringify(body ?? part));
  });
}

async function tokenFor(verb: string, now = new Date()): Promise<string> {
  const { actor, clientKey, correlationId, locale } = callBy(manager);
  return signServiceToken(
    { actor, clientKey, correlationId, locale, deadline: Date.now() + 5_000 },
    verb,
    now,
  );
}

test("a context elsewhere answers and refuses as it does in one process", async () => {
  const inside = insideVerb("customer", "test");
  const { part: found } = await inside.contexts.inventory.parts.likely.query(part);
  expect(found).toMatchObject({ availableHere: expect.any(Number) });
  const guest = callBy().contexts;
  await expect(guest.inventory.parts.likely.query(part)).rejects.toMatchObject({
    data: { code: "not_allowed", httpStatus: 403 },
  });
  await expect(guest.location.serviceCenters.byId.query({ id: "nowhere" })).rejects.toMatchObject({
    data: { code: "unknown_service_center", httpStatus: 404 },
  });
  const wrong = guest.location.coverage.lookup.query({ lat: 200, lng: 3 });
  await expect(wrong).rejects.toMatchObject({
    data: { correlationId: expect.stringMatching(/^test-correlation-/) },
  });
  const { serviceCenters } = await guest.location.serviceCenters.list.query({});
  expect(serviceCenters.map(({ id }) => id).sort()).toEqual([gent.id, krakow.id]);
});

test("REST goes through to the service: same answers, same problems", async () => {
  const { appRouter } = await freshApp();
  const rest = restDoor(appRouter, callContext);
  const caller = {
    actor: { kind: "guest" as const },
    clientKey: "rest",
    correlationId: "rest-call-1",
    locale: "en",
  };
  const get = (path: string) =>
    rest.handle(new Request(`http://portal/api/v1${path}`), path.split("?")[0] ?? "", caller);
  const centre = await get(`/service-centers/${gent.id}`);
  expect(centre.status).toBe(200);
  expect(await centre.json()).toMatchObject({ serviceCenters: [{ id: gent.id, city: "Gent" }] });
  const unknown = await get("/service-centers/nowhere");
  expect(unknown.status).toBe(404);
  expect(await unknown.json()).toMatchObject({
    code: "unknown_service_center",
    correlationId: "rest-call-1",
  });
  const invalid = await get("/coverage?lat=north&lng=3");
  expect(invalid.status).toBe(400);
  expect(await invalid.json()).toMatchObject({ code: "invalid_input", fields: { lat: ["invalid_type"] } });
});

test("a forwarding router describes the same verbs to REST as the router itself", async () => {
  const { locationRouter } = await import("@/server/routers/location");
  const { operationsOf } = await import("@/server/rest/operations");
  const { doorOf } = await import("@/server/platform/services/forwarding-router");
  const forwarding = doorOf("location", locationRouter);
  expect(forwarding).not.toBe(locationRouter);
  expect(operationsOf(forwarding)).toEqual(operationsOf(locationRouter));
});

test("a browser never reaches a service's verb: no token, no session, no other verb's token", async () => {
  const path = "/api/trpc/parts.likely";
  const cookie = "authjs.session-token=anything; __Secure-authjs.session-token=anything";
  expect(await ask("inventory", path, { cookie })).toMatchObject({
    status: 401,
    body: { reason: "missing" },
  });
  const other = await tokenFor("inventory.events.after");
  expect(await ask("inventory", path, { authorization: `Bearer ${other}` })).toMatchObject({
    status: 401,
    body: { reason: "wrong_verb" },
  });
  // With a token of the portal's for a person, the verb's own policy still holds.
  const own = await tokenFor("inventory.parts.likely");
  expect((await ask("inventory", path, { authorization: `Bearer ${own}` })).status).toBe(403);
  const batch = await ask("inventory", `${path},parts.likely?batch=1`, { authorization: `Bearer ${own}` });
  expect(batch).toMatchObject({ status: 401, body: { reason: "wrong_verb" } });
});

test("over the door too, old tokens, tokens from the future and tokens for another service are refused", async () => {
  const path = "/api/trpc/serviceCenters.list";
  const send = async (token: string) =>
    (await ask("location", path, { authorization: `Bearer ${token}` }, {})).body.reason;
  const verb = "location.serviceCenters.list";
  expect(await send(await tokenFor(verb, new Date(Date.now() - 3_600_000)))).toBe("expired");
  expect(await send(await tokenFor(verb, new Date(Date.now() + 3_600_000)))).toBe("issued_in_the_future");
  expect(await send(await tokenFor("customer.serviceCenters.list"))).toBe("wrong_audience");
  expect(await send(await tokenFor(verb))).toBeUndefined();
});

test("readiness names the services, and a missing one does not take the portal out", async () => {
  const names = (await readiness()).dependencies;
  expect(names).toMatchObject({
    "database.platform": "ok",
    "service.inventory": "ok",
    "service.location": "ok",
  });
  expect(Object.keys(names)).not.toContain("database.inventory");
});

/** The portal's router is put together once; here it has to see where the contexts are now. */
async function freshApp() {
  const { vi } = await import("vitest");
  vi.resetModules();
  return import("@/server/routers/_app");
}
