import { and, eq } from "drizzle-orm";
import { database } from "@/db/client";
import { identities } from "@/db/schema/platform";
import { emailKey } from "@/server/kernel/email";
import { DomainError } from "@/server/kernel/errors";
import { returnToLimit, takeFromLimit } from "@/server/platform/rate-limit";
import { verifyPassword } from "./passwords";

export interface PasswordAttempt {
  email: string;
  password: string;
  clientKey: string;
}

/**
 * The identity of a member of staff who gives the right password; throws `wrong_credentials` or `rate_limited`.
 * Only wrong attempts count against the limits: few from one client at one account, more at an account from
 * everywhere (so that a stranger can't lock someone out at once), and more from one client at all accounts (a
 * centre's staff share an address).
 */
export async function signInByPassword({ email, password, clientKey }: PasswordAttempt): Promise<string> {
  const account = emailKey(email);
  const taken = [
    ["signIn", `${clientKey}|${account}`],
    ["signInAccount", account],
    ["signInClient", clientKey],
  ] as const;
  for (const [name, key] of taken) await takeFromLimit(name, key);
  const identity = await staffByEmail(account);
  const matches = await verifyPassword(identity?.passwordHash, password);
  if (identity === undefined || !matches || identity.disabledAt !== null) {
    throw new DomainError("wrong_credentials");
  }
  for (const [name, key] of taken) await returnToLimit(name, key);
  return identity.id;
}

async function staffByEmail(account: string) {
  const platform = await database("platform");
  const [identity] = await platform.read((tx) =>
    tx
      .select({
        id: identities.id,
        passwordHash: identities.passwordHash,
        disabledAt: identities.disabledAt,
      })
      .from(identities)
      .where(and(eq(identities.kind, "staff"), eq(identities.emailSearch, account))),
  );
  return identity;
}
