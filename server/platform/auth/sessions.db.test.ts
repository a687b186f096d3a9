import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { encode } from "next-auth/jwt";
import { beforeAll, expect, test } from "vitest";
import { database } from "@/db/client";
import { identities, roleGrants } from "@/db/schema/platform";
import { uuidV7 } from "@/server/kernel/ids";
import { env } from "@/server/platform/env";
import { freshDatabases } from "@/test-support/database";
import { callerOf } from "./caller";
import { revokeAllSessions, revokeSession } from "./revocation";
import { sessionCookieName } from "./session-token";

freshDatabases();

let identityId = "";
beforeAll(async () => {
  identityId = uuidV7(Date.now());
  const platform = await database("platform");
  await platform.write(async (tx) => {
    const person = { id: identityId, kind: "staff" as const, name: "Ana Lopes", createdAt: new Date() };
    await tx.insert(identities).values({ ...person, email: "ana@example.eu", emailSearch: "ana@example.eu" });
    await tx.insert(roleGrants).values({
      id: uuidV7(Date.now()),
      identityId,
      role: "front_desk",
      serviceCenterId: "be-gent-korenmarkt",
    });
  });
});

interface Session {
  sessionId: string;
  kind: "staff" | "customer";
  signedInAt: number;
}

const newSession = (): Session => ({ sessionId: randomUUID(), kind: "staff", signedInAt: Date.now() });

async function requestWith(session: Session, more: Record<string, unknown> = {}): Promise<Headers> {
  const name = sessionCookieName(false);
  const { kind, signedInAt, sessionId: sid } = session;
  const token = { sub: identityId, kind, sid, signedInAt, ...more };
  const sealed = await encode({ token, secret: env().authSecret, salt: name });
  return new Headers({ cookie: `other=1; ${name}=${sealed}`, "x-forwarded-for": "192.0.2.1" });
}

async function change(values: Partial<typeof identities.$inferInsert>): Promise<void> {
  const platform = await database("platform");
  await platform.write((tx) => tx.update(identities).set(values).where(eq(identities.id, identityId)));
}

/** How long until the door takes the caller for a guest. */
async function secondsUntilGuest(headers: Headers): Promise<number> {
  const started = performance.now();
  for (;;) {
    if ((await callerOf(headers)).actor.kind === "guest") return (performance.now() - started) / 1000;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test("a caller's roles come from the database, whatever the token says", async () => {
  const headers = await requestWith(newSession(), { grants: [{ role: "admin", serviceCenterId: null }] });
  expect(await callerOf(headers)).toMatchObject({
    clientKey: "192.0.2.1",
    actor: {
      kind: "staff",
      identityId,
      name: "Ana Lopes",
      grants: [{ role: "front_desk", serviceCenterId: "be-gent-korenmarkt" }],
    },
  });
});

test("a disabled account is out within a second", async () => {
  const headers = await requestWith(newSession());
  expect((await callerOf(headers)).actor.kind).toBe("staff");
  await change({ disabledAt: new Date() });
  expect(await secondsUntilGuest(headers)).toBeLessThan(1);
  await change({ disabledAt: null });
});

test("a session ended by another process is out within a second, the person's other one stays", async () => {
  const [one, other] = [newSession(), newSession()];
  const [headers, otherHeaders] = [await requestWith(one), await requestWith(other)];
  expect((await callerOf(headers)).actor.kind).toBe("staff");
  const platform = await database("platform");
  const { revokedSessions } = await import("@/db/schema/platform");
  const expiresAt = new Date(Date.now() + 3_600_000);
  await platform.write((tx) => tx.insert(revokedSessions).values({ sessionId: one.sessionId, expiresAt }));
  expect(await secondsUntilGuest(headers)).toBeLessThan(1);
  expect((await callerOf(otherHeaders)).actor.kind).toBe("staff");
});

test("signing out ends the session in this process at once", async () => {
  const session = newSession();
  const headers = await requestWith(session);
  expect((await callerOf(headers)).actor.kind).toBe("staff");
  await revokeSession(session, new Date());
  expect((await callerOf(headers)).actor.kind).toBe("guest");
});

test("ending all sessions ends those before and none after", async () => {
  const before = await requestWith(newSession());
  await revokeAllSessions(identityId, new Date());
  expect((await callerOf(before)).actor.kind).toBe("guest");
  const after = await requestWith({ ...newSession(), signedInAt: Date.now() + 1 });
  expect((await callerOf(after)).actor.kind).toBe("staff");
});

test.each([
  ["a customer's token for a staff account", { kind: "customer" }],
  ["a token older than a working day", { signedInAt: Date.now() - 12 * 3_600_000 }],
  ["a token without a session", { sid: undefined }],
  ["a token of nobody", { sub: "00000000-0000-7000-8000-000000000000" }],
])("%s is a guest's", async (_name, more) => {
  expect((await callerOf(await requestWith(newSession(), more))).actor).toEqual({ kind: "guest" });
});

test("a token sealed with another secret, or garbage, is a guest's", async () => {
  const name = sessionCookieName(false);
  const token = { sub: identityId, kind: "staff", sid: randomUUID(), signedInAt: Date.now() };
  const forged = await encode({ token, secret: "another-secret", salt: name });
  for (const value of [forged, "garbage", "a.b.c.d.e", "", `${forged}x`]) {
    const headers = new Headers({ cookie: `${name}=${value}` });
    expect((await callerOf(headers)).actor).toEqual({ kind: "guest" });
  }
});
