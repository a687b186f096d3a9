import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";

if (existsSync(".env")) process.loadEnvFile(".env");
const { closeDatabases, database } = await import("@/db/client");
const { identities, roleGrants } = await import("@/db/schema/platform");
const { roles } = await import("@/server/kernel/actor");
const { emailKey, looksLikeEmail } = await import("@/server/kernel/email");
const { uuidV7 } = await import("@/server/kernel/ids");
const { hashPassword } = await import("@/server/platform/auth/passwords");

const { values } = parseArgs({
  options: {
    email: { type: "string" },
    name: { type: "string" },
    role: { type: "string" },
    centre: { type: "string" },
  },
});
const { email = "", name = "", centre } = values;
const role = roles.find((known) => known === values.role);
if (!looksLikeEmail(email) || name === "" || role === undefined) {
  console.error(
    `Usage: npm run staff:add -- --email=ana@example.eu --name="Ana" --role=${roles.join("|")} [--centre=ID]`,
  );
  process.exit(2);
}

// Printed once and kept nowhere: what a person invents for a colleague is weaker, and stays in the shell's history.
const password = randomBytes(15).toString("base64url");
const at = new Date();
const platform = await database("platform");
const added = await platform.write(async (tx) => {
  const [identity] = await tx
    .insert(identities)
    .values({
      id: uuidV7(at.getTime()),
      kind: "staff",
      email,
      emailSearch: emailKey(email),
      name,
      passwordHash: await hashPassword(password),
      createdAt: at,
    })
    .onConflictDoNothing()
    .returning({ id: identities.id });
  if (identity === undefined) return false;
  await tx
    .insert(roleGrants)
    .values({ id: uuidV7(at.getTime()), identityId: identity.id, role, serviceCenterId: centre ?? null });
  return true;
});
await closeDatabases();
if (!added) {
  console.error(`There is a member of staff with the address ${email} already.`);
  process.exit(1);
}
console.log(`${name} can sign in as ${email} with the password ${password}`);
