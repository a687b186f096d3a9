import { eq, lt } from "drizzle-orm";
import { database } from "@/db/client";
import { identities, revokedSessions } from "@/db/schema/platform";
import { forgetSessions } from "./session-state";
import { sessionSeconds } from "./session-token";

/** Ends one session everywhere, whoever still holds its token. Other processes see it within a second. */
export async function revokeSession(
  session: { sessionId: string; kind: "staff" | "customer"; signedInAt: number },
  now: Date,
): Promise<void> {
  const expiresAt = new Date(session.signedInAt + sessionSeconds[session.kind] * 1000);
  const platform = await database("platform");
  await platform.write(async (tx) => {
    await tx.delete(revokedSessions).where(lt(revokedSessions.expiresAt, now));
    await tx
      .insert(revokedSessions)
      .values({ sessionId: session.sessionId, expiresAt })
      .onConflictDoNothing();
  });
  forgetSessions();
}

/** Ends all sessions a person has now: after a new password, a lost phone, a change of roles. */
export async function revokeAllSessions(identityId: string, now: Date): Promise<void> {
  const platform = await database("platform");
  await platform.write((tx) =>
    tx.update(identities).set({ revokedBefore: now }).where(eq(identities.id, identityId)),
  );
  forgetSessions();
}
