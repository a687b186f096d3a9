import { and, eq, isNull, or } from "drizzle-orm";
import { database, type Tx } from "@/db/client";
import { identities } from "@/db/schema/platform";
import { emailKey } from "@/server/kernel/email";

/** What we read of an identity provider's claims (OpenID Connect Core 1.0, 5.1). */
export interface OidcProfile {
  sub?: unknown;
  email?: unknown;
  email_verified?: unknown;
}

/**
 * The member of staff behind a provider's claims, or undefined: known by subject, or, the first time, by an address
 * that the provider has verified; from then on the subject decides. Never makes a new identity.
 */
export async function staffOfOidcProfile(profile: OidcProfile): Promise<string | undefined> {
  const { sub, email, email_verified: verified } = profile;
  if (typeof sub !== "string" || sub === "") return undefined;
  const platform = await database("platform");
  return platform.write(async (tx) => {
    const enabledStaff = and(eq(identities.kind, "staff"), isNull(identities.disabledAt));
    const bySubject = eq(identities.oidcSubject, sub);
    const trusted = typeof email === "string" && verified === true ? emailKey(email) : undefined;
    const byEmail =
      trusted === undefined
        ? undefined
        : and(eq(identities.emailSearch, trusted), isNull(identities.oidcSubject));
    const found = await tx
      .select({ id: identities.id, subject: identities.oidcSubject })
      .from(identities)
      .where(and(enabledStaff, or(bySubject, byEmail)))
      .for("update");
    const known = found.find((identity) => identity.subject === sub);
    if (known !== undefined) return known.id;
    const [first] = found;
    if (first === undefined || (await subjectIsTaken(tx, sub))) return undefined;
    await tx.update(identities).set({ oidcSubject: sub }).where(eq(identities.id, first.id));
    return first.id;
  });
}

/** A disabled account keeps its subject: signing in by it must not move on to another account. */
async function subjectIsTaken(tx: Tx, sub: string): Promise<boolean> {
  const [owner] = await tx
    .select({ id: identities.id })
    .from(identities)
    .where(eq(identities.oidcSubject, sub));
  return owner !== undefined;
}
