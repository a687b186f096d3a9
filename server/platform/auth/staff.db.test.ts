import { verify } from "@node-rs/argon2";
import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { database } from "@/db/client";
import { identities } from "@/db/schema/platform";
import { uuidV7 } from "@/server/kernel/ids";
import { freshDatabases } from "@/test-support/database";
import { hashPassword } from "./passwords";
import { staffOfOidcProfile } from "./staff-oidc";
import { signInByPassword } from "./staff-password";

vi.mock("@node-rs/argon2", { spy: true });
freshDatabases();

type NewIdentity = Partial<typeof identities.$inferInsert> & { email: string };

async function addIdentity({ email, ...more }: NewIdentity): Promise<string> {
  const id = uuidV7(Date.now());
  const platform = await database("platform");
  const base = { id, kind: "staff" as const, email, emailSearch: email, name: email, createdAt: new Date() };
  await platform.write((tx) => tx.insert(identities).values({ ...base, ...more }));
  return id;
}

const right = "correct horse battery";
let clients = 0;
const attempt = (email: string, password: string, clientKey = `client-${clients++}`) =>
  signInByPassword({ email, password, clientKey });

test("staff get in with their password, in any spelling of their address", async () => {
  const passwordHash = await hashPassword(right);
  expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  const id = await addIdentity({ email: "desk@example.eu", passwordHash });
  expect(await attempt(" Desk@Example.EU", right)).toBe(id);
});

test("wrong, disabled, unknown, without password, and a customer's account are one refusal", async () => {
  const passwordHash = await hashPassword(right);
  await addIdentity({ email: "wrong@example.eu", passwordHash });
  await addIdentity({ email: "off@example.eu", passwordHash, disabledAt: new Date() });
  await addIdentity({ email: "oidc-only@example.eu" });
  await addIdentity({ email: "customer@example.eu", kind: "customer", passwordHash });
  const refused = { code: "wrong_credentials" };
  await expect(attempt("wrong@example.eu", `${right}!`)).rejects.toMatchObject(refused);
  for (const name of ["off", "oidc-only", "customer", "nobody"]) {
    await expect(attempt(`${name}@example.eu`, right), name).rejects.toMatchObject(refused);
  }
});

test("an unknown account costs the same work as a known one, so that the wait tells nothing", async () => {
  await addIdentity({ email: "known@example.eu", passwordHash: await hashPassword(right) });
  const work = async (email: string) => {
    vi.mocked(verify).mockClear();
    await expect(attempt(email, "wrong")).rejects.toMatchObject({ code: "wrong_credentials" });
    return vi.mocked(verify).mock.calls.map(([hash]) => String(hash).split("$").slice(1, 4));
  };
  const known = await work("known@example.eu");
  expect(known).toEqual([["argon2id", "v=19", "m=19456,t=2,p=1"]]);
  expect(await work("unknown@example.eu")).toEqual(known);
});

test("after ten wrong passwords from one client, even the right one waits; others still get in", async () => {
  const id = await addIdentity({ email: "busy@example.eu", passwordHash: await hashPassword(right) });
  for (let i = 0; i < 10; i++) {
    await expect(attempt("busy@example.eu", "wrong", "guesser")).rejects.toMatchObject({
      code: "wrong_credentials",
    });
  }
  const refusal = await attempt("busy@example.eu", right, "guesser").catch((error) => error);
  expect(refusal).toMatchObject({ code: "rate_limited" });
  expect(refusal.details.retryAfterSeconds).toBeGreaterThan(0);
  expect(await attempt("busy@example.eu", right, "owner")).toBe(id);
});

test("right passwords don't use the limit up", async () => {
  const id = await addIdentity({ email: "often@example.eu", passwordHash: await hashPassword(right) });
  for (let i = 0; i < 15; i++) expect(await attempt("often@example.eu", right, "same-desk")).toBe(id);
});

test("an identity provider's verified address finds existing staff, from then on by subject alone", async () => {
  const id = await addIdentity({ email: "sso@example.eu" });
  const verified = { sub: "idp|1", email: "SSO@example.eu", email_verified: true };
  expect(await staffOfOidcProfile(verified)).toBe(id);
  expect(await staffOfOidcProfile({ sub: "idp|1", email: "renamed@example.eu" })).toBe(id);
  expect(await staffOfOidcProfile({ ...verified, sub: "idp|impostor" })).toBeUndefined();
});

test("an identity provider never makes staff, and its word on an unverified address counts for nothing", async () => {
  await addIdentity({ email: "victim@example.eu" });
  await addIdentity({ email: "buyer@example.eu", kind: "customer" });
  await addIdentity({ email: "gone@example.eu", disabledAt: new Date() });
  for (const email_verified of [false, undefined, "true", 1]) {
    const profile = { sub: "idp|2", email: "victim@example.eu", email_verified };
    expect(await staffOfOidcProfile(profile)).toBeUndefined();
  }
  for (const email of ["stranger@example.eu", "buyer@example.eu", "gone@example.eu"]) {
    expect(await staffOfOidcProfile({ sub: "idp|3", email, email_verified: true })).toBeUndefined();
  }
  expect(await staffOfOidcProfile({ email: "victim@example.eu", email_verified: true })).toBeUndefined();
  const platform = await database("platform");
  const strangers = await platform.read((tx) =>
    tx.select().from(identities).where(eq(identities.emailSearch, "stranger@example.eu")),
  );
  expect(strangers).toEqual([]);
});

test("a disabled account's subject opens no other account by its address", async () => {
  await addIdentity({ email: "left@example.eu", oidcSubject: "idp|left", disabledAt: new Date() });
  await addIdentity({ email: "heir@example.eu" });
  const profile = { sub: "idp|left", email: "heir@example.eu", email_verified: true };
  expect(await staffOfOidcProfile(profile)).toBeUndefined();
});
