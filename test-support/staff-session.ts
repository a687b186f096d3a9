import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import { database } from "@/db/client";
import { identities, roleGrants } from "@/db/schema/platform";
import { uuidV7 } from "@/server/kernel/ids";
import { sessionCookieName } from "@/server/platform/auth/session-token";
import { env } from "@/server/platform/env";

export interface StaffSession {
  identityId: string;
  sessionId: string;
  kind: "staff";
  signedInAt: number;
  cookie: string;
}

/** A member of the desk who is signed in, at one centre or everywhere. */
export async function signedInStaff(serviceCenterId: string | null, email: string): Promise<StaffSession> {
  const identityId = uuidV7(Date.now());
  const platform = await database("platform");
  await platform.write(async (tx) => {
    const person = { id: identityId, kind: "staff" as const, name: "Ana Lopes", createdAt: new Date() };
    await tx.insert(identities).values({ ...person, email, emailSearch: email });
    const grant = { id: uuidV7(Date.now()), identityId, role: "front_desk" as const };
    await tx.insert(roleGrants).values({ ...grant, serviceCenterId });
  });
  return sessionOf(identityId);
}

/** One more session of the same person. */
export async function sessionOf(identityId: string): Promise<StaffSession> {
  const name = sessionCookieName(false);
  const [sessionId, signedInAt] = [randomUUID(), Date.now()];
  const token = { sub: identityId, kind: "staff", sid: sessionId, signedInAt };
  const sealed = await encode({ token, secret: env().authSecret, salt: name });
  return { identityId, sessionId, kind: "staff", signedInAt, cookie: `${name}=${sealed}` };
}
