import { expect, test } from "vitest";
import { portalUrl } from "@/test-support/portal";
import { expectProblem, rest } from "./call";
import { fetchPlain, forms, protectedPages, showsNothing } from "./protected";

test.each(protectedPages)("a guest is sent from %s to sign in and back, whatever they send", async (path) => {
  for (const form of forms(path)) {
    const answer = await fetchPlain(portalUrl, form);
    expect([307, 308, 404], `${form.path} ${JSON.stringify(form.headers)}`).toContain(answer.status);
    showsNothing(answer);
  }
  const plain = await fetchPlain(portalUrl, { path: `${path}?a=1`, headers: { "accept-language": "de" } });
  expect(plain.headers.get("location")).toMatch(
    new RegExp(`^/de/sign-in(/staff)?\\?next=${encodeURIComponent(`${path}?a=1`)}$`),
  );
  expect(plain.headers.get("cache-control")).toBe("private, no-store");
});

test("a page's scripts run by a nonce of its own, and the page is kept by nobody", async () => {
  const policies = await Promise.all(
    ["/en", "/de/sign-in", "/nowhere/at/all"].map(async (path) => {
      const answer = await fetchPlain(portalUrl, { path, headers: {} });
      const policy = answer.headers.get("content-security-policy") ?? "";
      const nonce = /script-src 'nonce-([^']+)' 'strict-dynamic'/.exec(policy)?.[1];
      expect(nonce, path).toBeDefined();
      const scripts = [...answer.body.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
      expect(scripts.length, path).toBeGreaterThan(0);
      for (const tag of scripts) expect(tag, path).toContain(`nonce="${nonce}"`);
      expect(policy).not.toMatch(/unsafe-(inline|eval)/);
      expect(answer.headers.get("cache-control"), path).toBe("private, no-store");
      return policy;
    }),
  );
  expect(new Set(policies).size).toBe(policies.length);
});

test("every kind of answer carries the strict headers", async () => {
  for (const path of ["/en", "/api/v1/places?q=gent", "/api/health/live", "/icon.svg"]) {
    const { headers } = await fetchPlain(portalUrl, { path, headers: {} });
    expect(headers.get("x-content-type-options"), path).toBe("nosniff");
    expect(headers.get("x-frame-options"), path).toBe("DENY");
    expect(headers.get("content-security-policy"), path).toContain("default-src 'none'");
    expect(headers.get("content-security-policy"), path).toContain("frame-ancestors 'none'");
    expect(headers.get("cross-origin-opener-policy"), path).toBe("same-origin");
    expect(headers.get("x-powered-by"), path).toBeNull();
  }
});

test("caches may keep good lookups, must ask before they use coverage, and keep no refusal", async () => {
  const kept = async (path: string) => (await rest("GET", path)).headers.get("cache-control");
  expect(await kept("/places?q=gent")).toMatch(/^public, max-age=60/);
  expect(await kept("/service-centers")).toMatch(/^public, max-age=30/);
  expect(await kept("/coverage?lat=51.05&lng=3.72")).toBe("public, no-cache");
  const refused = await rest("GET", "/coverage?lat=999&lng=3.72");
  expectProblem(refused, 400, "coordinates_out_of_range");
  expect(refused.headers.get("cache-control")).toBe("no-store");
  const lying = await rest("GET", "/track/none", undefined, { "x-mc-cache": "reference" });
  expect(lying.headers.get("cache-control")).toContain("no-store");
});
