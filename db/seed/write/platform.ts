import { hash } from "@node-rs/argon2";
import type { Tx } from "@/db/client";
import { identities, roleGrants } from "@/db/schema/platform";
import { insertRows } from "../bulk";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "../demo-accounts";
import { createRandom } from "../random";

/** Accounts that demo visitors sign in with: argon2id at the OWASP minimum that the sign-in also checks. */
export async function writeDemoAccounts(tx: Tx, createdAt: string): Promise<number> {
  const passwordHash = await hash(DEMO_PASSWORD);
  const random = createRandom("demo-grants");
  await insertRows(
    tx,
    identities,
    DEMO_ACCOUNTS.map(({ id, email, name, locale }) => ({
      id,
      kind: "staff",
      email,
      emailSearch: email,
      name,
      passwordHash,
      locale,
      theme: "system",
      demo: true,
      createdAt,
    })),
  );
  await insertRows(
    tx,
    roleGrants,
    DEMO_ACCOUNTS.flatMap(({ id, grants }) =>
      grants.map((grant) => ({ id: random.uuid(Date.parse(createdAt)), identityId: id, ...grant })),
    ),
  );
  return DEMO_ACCOUNTS.length;
}
