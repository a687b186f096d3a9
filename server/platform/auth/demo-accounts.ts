import { sql } from "drizzle-orm";
import { database, rows } from "@/db/client";
import type { Role } from "@/server/kernel/actor";
import { demoPassword } from "@/server/platform/demo-password";
import { env } from "@/server/platform/env";

export interface DemoAccount {
  email: string;
  name: string;
  password: string;
  roles: Role[];
}

/** The accounts that a demo's sign-in page offers to fill in; none in production. */
export async function demoAccounts(): Promise<DemoAccount[]> {
  if (env().mode !== "demo") return [];
  const platform = await database("platform");
  const found = await platform.read((tx) =>
    rows<Omit<DemoAccount, "password">>(
      tx,
      sql`
        select i.email, i.name, json_agg(g.role order by g.role) as roles
        from platform.identities i join platform.role_grants g on g.identity_id = i.id
        where i.demo and i.kind = 'staff' and i.disabled_at is null
        group by i.id order by i.id limit 12`,
    ),
  );
  return found.map((account) => ({ ...account, password: demoPassword }));
}

/** A production start on a database with demo accounts: everybody knows their password. */
export class DemoAccountsError extends Error {
  constructor(count: number) {
    super(
      `This database has ${count} demo account(s), whose password is public. Point DATABASE_URL at another database, ` +
        "or remove them: delete from platform.identities where demo",
    );
    this.name = "DemoAccountsError";
  }
}

/** Throws DemoAccountsError in production mode when the database has demo accounts. */
export async function refuseDemoAccounts(): Promise<void> {
  if (env().mode === "demo") return;
  const platform = await database("platform");
  const [found] = await platform.read((tx) =>
    rows<{ count: number }>(tx, sql`select count(*)::int as count from platform.identities where demo`),
  );
  if (found !== undefined && found.count > 0) throw new DemoAccountsError(found.count);
}
