import { expect, test } from "vitest";
import { portalUrl } from "@/test-support/portal";

test("a load balancer learns that the portal lives and that each database answers", async () => {
  const live = await fetch(`${portalUrl}/api/health/live`);
  expect(live.status).toBe(200);
  const ready = await fetch(`${portalUrl}/api/health/ready`);
  expect(ready.status).toBe(200);
  expect(await ready.json()).toMatchObject({ ready: true });
});

test("an answer carries the caller's correlation id, or one of its own", async () => {
  const headers = { "x-correlation-id": "partner-call-0001" };
  const answer = await fetch(`${portalUrl}/api/v1/places?q=gent`, { headers });
  expect(answer.headers.get("x-correlation-id")).toBe("partner-call-0001");
  const own = await fetch(`${portalUrl}/api/v1/places?q=gent`);
  expect(own.headers.get("x-correlation-id")).toMatch(/^[0-9a-f-]{36}$/);
});

test("a body of more than 12 MB is refused before anything reads it", async () => {
  const body = `{"description":"${"x".repeat(13 * 1024 * 1024)}"}`;
  const answer = await fetch(`${portalUrl}/api/v1/bookings`, { method: "POST", body });
  expect(answer.status).toBe(413);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(await answer.json()).toMatchObject({ status: 413, code: "body_too_large" });
});

test("headers that only the framework may set open no door", async () => {
  const headers = {
    "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware",
    "x-middleware-rewrite": "/desk",
    "x-nonce": "known-to-the-caller",
  };
  const answer = await fetch(`${portalUrl}/en`, { headers });
  expect(answer.status).toBe(200);
  expect(await answer.text()).not.toContain("known-to-the-caller");
});
