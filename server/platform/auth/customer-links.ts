import { randomBytes } from "node:crypto";
import { and, eq, gt, isNull, lt } from "drizzle-orm";
import { database, type Tx } from "@/db/client";
import { identities, signInLinks } from "@/db/schema/platform";
import { emailKey } from "@/server/kernel/email";
import { DomainError } from "@/server/kernel/errors";
import { uuidV7 } from "@/server/kernel/ids";
import { purposeKey, seal, tokenHash, unseal } from "@/server/platform/crypto";

export const linkMinutes = 15;

interface LinkRequest {
  email: string;
  locale: string;
  returnTo: string | undefined;
  now: Date;
}

/**
 * Makes a link's secret part for anybody with an address: whether an account exists is neither asked nor told.
 * Only its hash is kept; links long past are removed on the way.
 */
export async function createSignInLink({ email, locale, returnTo, now }: LinkRequest): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const platform = await database("platform");
  await platform.write(async (tx) => {
    await tx.delete(signInLinks).where(lt(signInLinks.expiresAt, new Date(now.getTime() - 86_400_000)));
    await tx.insert(signInLinks).values({
      tokenHash: tokenHash(token),
      sealedEmail: seal(linkKey(), email.trim()),
      locale,
      returnTo: returnTo ?? null,
      expiresAt: new Date(now.getTime() + linkMinutes * 60_000),
    });
  });
  return token;
}

export type LinkState = "usable" | "used" | "expired" | "invalid";

/** What a link is worth, without spending it: for the page that shows its button. */
export async function lookAtSignInLink(
  token: string,
  now: Date,
): Promise<{ state: LinkState; returnTo?: string | undefined }> {
  const platform = await database("platform");
  return platform.read(async (tx) => {
    const link = await linkOf(tx, token);
    return { state: stateOf(link, now), returnTo: link?.returnTo ?? undefined };
  });
}

/**
 * Spends a link, once whatever races: answers with the customer's identity, made now if it is their first time.
 * Throws `link_invalid`, `link_used` or `link_expired`.
 */
export async function spendSignInLink(token: string, now: Date): Promise<string> {
  const platform = await database("platform");
  return platform.write(async (tx) => {
    const [spent] = await tx
      .update(signInLinks)
      .set({ usedAt: now })
      .where(
        and(
          eq(signInLinks.tokenHash, tokenHash(token)),
          isNull(signInLinks.usedAt),
          gt(signInLinks.expiresAt, now),
        ),
      )
      .returning({ sealedEmail: signInLinks.sealedEmail, locale: signInLinks.locale });
    if (spent === undefined) {
      const state = stateOf(await linkOf(tx, token), now);
      throw new DomainError(state === "used" || state === "usable" ? "link_used" : `link_${state}`);
    }
    const email = unseal(linkKey(), spent.sealedEmail).toString("utf8");
    return customerWith(tx, email, spent.locale, now);
  });
}

function linkKey() {
  return purposeKey("sign-in-links");
}

async function linkOf(tx: Tx, token: string) {
  const [link] = await tx
    .select({ usedAt: signInLinks.usedAt, expiresAt: signInLinks.expiresAt, returnTo: signInLinks.returnTo })
    .from(signInLinks)
    .where(eq(signInLinks.tokenHash, tokenHash(token)));
  return link;
}

function stateOf(link: Awaited<ReturnType<typeof linkOf>>, now: Date): LinkState {
  if (link === undefined) return "invalid";
  if (link.usedAt !== null) return "used";
  return link.expiresAt > now ? "usable" : "expired";
}

async function customerWith(tx: Tx, email: string, locale: string, now: Date): Promise<string> {
  const fresh = { id: uuidV7(now.getTime()), kind: "customer" as const, email, emailSearch: emailKey(email) };
  const [identity] = await tx
    .insert(identities)
    .values({ ...fresh, name: email, locale, createdAt: now })
    .onConflictDoUpdate({
      target: [identities.kind, identities.emailSearch],
      set: { emailSearch: fresh.emailSearch },
    })
    .returning({ id: identities.id, disabledAt: identities.disabledAt });
  if (identity === undefined || identity.disabledAt !== null) throw new DomainError("link_invalid");
  return identity.id;
}
