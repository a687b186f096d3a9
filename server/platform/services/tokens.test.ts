import { generateKeyPairSync } from "node:crypto";
import { SignJWT } from "jose";
import { describe, expect, test } from "vitest";
import type { Actor } from "@/server/kernel/actor";
import { parseServiceKeys, type ServiceKey } from "./keys";
import { signServiceToken, verifyServiceToken } from "./tokens";

const now = new Date("2026-11-02T10:00:00Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

function keyFor(kid: string, issuers: ServiceKey["issuers"]): ServiceKey {
  return { kid, issuers, ...generateKeyPairSync("ed25519") };
}
const portalKey = keyFor("portal-1", ["portal"]);
const customerKey = keyFor("customer-1", ["customer"]);
const keys = [portalKey, customerKey];

const ana: Actor = {
  kind: "staff",
  identityId: "0190a0b0-0000-7000-8000-00000000aaaa",
  name: "Ana",
  grants: [{ role: "manager", serviceCenterId: "be-gent-korenmarkt" }],
};
const caller = {
  actor: ana,
  clientKey: "203.0.113.7",
  correlationId: "correlation-1",
  idempotencyKey: "key-1",
  locale: "de",
  deadline: now.getTime() + 10_000,
};
const verb = "location.slots.hold";

const signed = (changes: Partial<typeof caller> = {}, at = now, with_ = keys) =>
  signServiceToken({ ...caller, ...changes }, verb, at, with_);
const read = (token: string, at = now, path = "slots.hold", with_: readonly ServiceKey[] = keys) =>
  verifyServiceToken(`Bearer ${token}`, "location", path, at, with_);

test("a token carries the whole caller to the service, signed", async () => {
  expect(await read(await signed())).toEqual({ ...caller, issuer: "portal" });
  const actor: Actor = { kind: "service", context: "customer", onBehalfOf: ana };
  expect(await read(await signed({ actor: actor as never }))).toMatchObject({ actor, issuer: "customer" });
});

describe("a service refuses", () => {
  test("a call without a token", async () => {
    for (const given of [undefined, "", "Basic YWJj", "Bearer"]) {
      const refused = verifyServiceToken(given, "location", "slots.hold", now, keys);
      await expect(refused).rejects.toMatchObject({ reason: "missing" });
    }
    await expect(read("not.a.token")).rejects.toMatchObject({ reason: "malformed" });
  });

  test("a token after its time, and one from a clock that is ahead", async () => {
    const token = await signed();
    await expect(read(token, later(34))).resolves.toBeDefined();
    await expect(read(token, later(36))).rejects.toMatchObject({ reason: "expired" });
    await expect(read(token, later(-4))).resolves.toBeDefined();
    await expect(read(token, later(-6))).rejects.toMatchObject({ reason: "issued_in_the_future" });
    await expect(read(token, later(3600))).rejects.toMatchObject({ reason: "expired" });
    await expect(read(token, later(-3600))).rejects.toMatchObject({ reason: "issued_in_the_future" });
  });

  test("a token that lasts longer than a minute", async () => {
    const seconds = now.getTime() / 1000;
    const token = await new SignJWT({
      verb,
      actor: ana,
      client: "c",
      correlation: "c",
      locale: "en",
      deadline: 1,
    })
      .setProtectedHeader({ alg: "EdDSA", kid: "portal-1", typ: "at+jwt" })
      .setIssuer("portal")
      .setAudience("location")
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + 61)
      .sign(portalKey.privateKey as never);
    await expect(read(token)).rejects.toMatchObject({ reason: "too_long" });
  });

  test("a token for another service, and for another verb of its own", async () => {
    const token = await signed();
    const elsewhere = verifyServiceToken(`Bearer ${token}`, "payment", "slots.hold", now, keys);
    await expect(elsewhere).rejects.toMatchObject({ reason: "wrong_audience" });
    await expect(read(token, now, "slots.free")).rejects.toMatchObject({ reason: "wrong_verb" });
  });

  test("a token signed with another key, also under a known key's name", async () => {
    const stranger = keyFor("stranger-1", ["portal"]);
    await expect(read(await signed({}, now, [stranger]))).rejects.toMatchObject({ reason: "unknown_key" });
    const impostor = { ...stranger, kid: "portal-1" };
    await expect(read(await signed({}, now, [impostor]))).rejects.toMatchObject({
      reason: "wrong_signature",
    });
    const none = `${Buffer.from('{"alg":"none"}').toString("base64url")}.e30.`;
    await expect(read(none)).rejects.toMatchObject({ reason: "malformed" });
  });

  test("a caller who speaks in another's name: the portal as a service, a service as a person, anyone as the system", async () => {
    const service: Actor = { kind: "service", context: "customer", onBehalfOf: ana };
    const portalAsService = keyFor("portal-1", ["customer"]);
    const forged = await signed({ actor: service as never }, now, [
      { ...portalAsService, ...pairOf(portalKey) },
    ]);
    await expect(read(forged)).rejects.toMatchObject({ reason: "wrong_issuer" });
    const customerAsPortal = { ...customerKey, issuers: ["portal"] as const };
    await expect(read(await signed({}, now, [customerAsPortal]))).rejects.toMatchObject({
      reason: "wrong_issuer",
    });
    await expect(signed({ actor: { kind: "system" } as never })).rejects.toThrow("in a context's name only");
  });
});

test("keys rotate: the new one is trusted first, then signs, then the old one goes", async () => {
  const next = keyFor("portal-2", ["portal"]);
  const publicOnly = { ...next, privateKey: undefined };
  const before = await signed({}, now, [publicOnly, portalKey]);
  await expect(read(before, now, "slots.hold", [publicOnly, portalKey])).resolves.toBeDefined();
  const after = await signed({}, now, [next, portalKey]);
  await expect(read(after, now, "slots.hold", [publicOnly, portalKey])).resolves.toBeDefined();
  await expect(read(before, now, "slots.hold", [next])).rejects.toMatchObject({ reason: "unknown_key" });
});

test("keys are read as JWKs, with the issuers that may use them", () => {
  const jwk = { ...portalKey.privateKey?.export({ format: "jwk" }), kid: "k", issuers: ["portal"] };
  const [key] = parseServiceKeys(JSON.stringify({ keys: [jwk] }));
  expect(key).toMatchObject({ kid: "k", issuers: ["portal"] });
  expect(() => parseServiceKeys(JSON.stringify({ keys: [{ ...jwk, issuers: ["nobody"] }] }))).toThrow();
});

function pairOf({ publicKey, privateKey }: ServiceKey) {
  return { publicKey, privateKey };
}
