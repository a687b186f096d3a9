import { expect, test } from "vitest";
import { loggablePath } from "./request-path";

test("tracking and sign-in links lose their secret, the query always goes", () => {
  expect(loggablePath("/de/track/abc123?x=1")).toBe("/de/track/[token]");
  expect(loggablePath("/api/v1/track/s3cr3t")).toBe("/api/v1/track/[token]");
  expect(loggablePath("/sign-in/one-time-code")).toBe("/sign-in/[token]");
  expect(loggablePath("/api/auth/callback/email?token=t&email=a%40b.eu")).toBe("/api/auth/callback/email");
});

test("anything that looks like a token goes, ids and ordinary paths stay", () => {
  expect(loggablePath("/x/Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6")).toBe("/x/[token]");
  expect(loggablePath("/desk/0199f0a2-7c1e-7a43-9b2e-3f0f5d1c9a11")).toBe(
    "/desk/0199f0a2-7c1e-7a43-9b2e-3f0f5d1c9a11",
  );
  expect(loggablePath("/api/v1/service-centers/be-gent-korenmarkt/slots?from=2026-12-01")).toBe(
    "/api/v1/service-centers/be-gent-korenmarkt/slots",
  );
});
