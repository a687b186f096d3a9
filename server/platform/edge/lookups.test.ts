import { expect, test } from "vitest";
import { edgeEnv } from "./edge-env";
import { cacheRuleOf, refuseTooManyLookups, withCacheControl } from "./lookups";

const kept = (path: string, status = 200) =>
  withCacheControl(Response.json({}, { status }), cacheRuleOf(path) ?? null).headers.get("cache-control");

test("reference lookups are kept by shared caches for minutes", () => {
  for (const name of ["places", "devices", "faults"])
    expect(kept(`/api/v1/${name}`)).toMatch(/^public, max-age=60/);
  expect(kept("/api/v1/service-centers")).toMatch(/s-maxage=60/);
  expect(kept("/api/v1/service-centers/be-gent-korenmarkt")).toMatch(/s-maxage=60/);
});

test("a shared cache can be told by tag what to drop, and keeps languages apart", () => {
  const headersOf = (path: string) => withCacheControl(Response.json({}), cacheRuleOf(path) ?? null).headers;
  expect(headersOf("/api/v1/service-centers").get("cache-tag")).toBe("service-centers");
  expect(headersOf("/api/v1/faults").get("cache-tag")).toBe("catalogue");
  expect(headersOf("/api/v1/faults").get("vary")).toContain("accept-language");
  expect(headersOf("/api/v1/track/abc").get("cache-tag")).toBeNull();
});

test("coverage is never used without asking, so that an edit shows on the next lookup", () => {
  expect(kept("/api/v1/coverage")).toBe("public, no-cache");
});

test("slots, bookings, tracking and anything else belong to the caller alone", () => {
  const paths = [
    "/api/v1/service-centers/x/slots",
    "/api/v1/track/abc",
    "/api/v1/bookings",
    "/api/v1/places/x",
  ];
  for (const path of paths) expect(kept(path), path).toBe("private, no-store");
});

test("a refusal is not kept, whatever was asked", () => {
  for (const status of [400, 404, 429, 500, 503])
    expect(kept("/api/v1/places", status)).toBe("private, no-store");
  const refused = Response.json({}, { status: 404, headers: { "cache-control": "no-store" } });
  expect(withCacheControl(refused, "reference").headers.get("cache-control")).toBe("no-store");
});

test("a rule that doesn't exist opens nothing", () => {
  for (const name of ["public, max-age=9999", "constructor", "__proto__", ""]) {
    expect(withCacheControl(Response.json({}), name).headers.get("cache-control"), name).toBe(
      "private, no-store",
    );
  }
});

test("beyond its allowance a client is refused with the seconds to wait, and only that client", async () => {
  const from = (peer: string) =>
    new Headers({ "x-forwarded-for": `6.6.6.6, ${peer}`, "x-correlation-id": "id-of-this-call" });
  const environment = edgeEnv({});
  let refused: Response | undefined;
  for (let i = 0; i < 601; i++) refused = await refuseTooManyLookups(from("192.0.2.1"), environment);
  expect(refused?.status).toBe(429);
  expect(refused?.headers.get("content-type")).toBe("application/problem+json");
  expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await refused?.json()).toMatchObject({ code: "rate_limited", correlationId: "id-of-this-call" });
  expect(await refuseTooManyLookups(from("192.0.2.2"), environment)).toBeUndefined();
});
