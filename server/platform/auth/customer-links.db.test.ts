import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { database } from "@/db/client";
import { identities, signInLinks } from "@/db/schema/platform";
import { freshDatabases } from "@/test-support/database";
import { createSignInLink, lookAtSignInLink, spendSignInLink } from "./customer-links";

freshDatabases();

const now = new Date("2026-11-02T09:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const link = (email: string) => createSignInLink({ email, locale: "de", returnTo: "/account", now });

async function identitiesOf(email: string) {
  const platform = await database("platform");
  return platform.read((tx) => tx.select().from(identities).where(eq(identities.emailSearch, email)));
}

test("asking for a link makes no account, spending it does, once for all spellings of the address", async () => {
  const first = await link("Ana@Example.eu");
  expect(await identitiesOf("ana@example.eu")).toEqual([]);
  const identityId = await spendSignInLink(first, now);
  expect(await spendSignInLink(await link(" ana@example.EU "), now)).toBe(identityId);
  const [identity, ...others] = await identitiesOf("ana@example.eu");
  expect(identity).toMatchObject({ id: identityId, kind: "customer", email: "Ana@Example.eu", locale: "de" });
  expect(others).toEqual([]);
});

test("looking at a link doesn't spend it", async () => {
  const token = await link("look@example.eu");
  for (let i = 0; i < 3; i++) {
    expect(await lookAtSignInLink(token, now)).toEqual({ state: "usable", returnTo: "/account" });
  }
  await spendSignInLink(token, now);
  expect(await lookAtSignInLink(token, now)).toMatchObject({ state: "used" });
});

test("of twenty that spend one link at once, one gets in", async () => {
  const token = await link("race@example.eu");
  const tries = await Promise.allSettled(Array.from({ length: 20 }, () => spendSignInLink(token, now)));
  expect(tries.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  const refusals = tries.flatMap((result) => (result.status === "rejected" ? [result.reason.code] : []));
  expect(new Set(refusals)).toEqual(new Set(["link_used"]));
});

test("two first links of one new customer spent at once make one account", async () => {
  const tokens = await Promise.all(Array.from({ length: 8 }, () => link("new@example.eu")));
  const ids = await Promise.all(tokens.map((token) => spendSignInLink(token, now)));
  expect(new Set(ids).size).toBe(1);
});

test("a link is dead after fifteen minutes, and an invented one never lived", async () => {
  const token = await link("late@example.eu");
  await expect(spendSignInLink(token, later(15))).rejects.toMatchObject({ code: "link_expired" });
  expect(await lookAtSignInLink(token, later(15))).toMatchObject({ state: "expired" });
  await expect(spendSignInLink("x".repeat(43), now)).rejects.toMatchObject({ code: "link_invalid" });
  expect(await identitiesOf("late@example.eu")).toEqual([]);
});

test("neither the secret nor the address stands in the table in clear", async () => {
  const token = await link("sealed@example.eu");
  const platform = await database("platform");
  const stored = await platform.read((tx) => tx.select().from(signInLinks));
  const bytes = stored.flatMap((row) => [row.tokenHash, row.sealedEmail]).map((part) => Buffer.from(part));
  const text = Buffer.concat(bytes).toString("latin1");
  expect(text).not.toContain("sealed@example.eu");
  expect(text).not.toContain(token);
});

test("a disabled customer gets no further, and isn't told why", async () => {
  const identityId = await spendSignInLink(await link("off@example.eu"), now);
  const platform = await database("platform");
  await platform.write((tx) =>
    tx.update(identities).set({ disabledAt: now }).where(eq(identities.id, identityId)),
  );
  const token = await link("off@example.eu");
  await expect(spendSignInLink(token, now)).rejects.toMatchObject({ code: "link_invalid" });
});
