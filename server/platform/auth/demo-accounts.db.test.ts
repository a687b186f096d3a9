import { afterEach, expect, test } from "vitest";
import { database } from "@/db/client";
import { identities, roleGrants } from "@/db/schema/platform";
import { uuidV7 } from "@/server/kernel/ids";
import { env } from "@/server/platform/env";
import { freshDatabases } from "@/test-support/database";
import { demoAccounts, refuseDemoAccounts } from "./demo-accounts";

freshDatabases();

const shared = globalThis as { mycomputerEnvironment?: unknown };
const asDemo = env();
afterEach(() => {
  shared.mycomputerEnvironment = asDemo;
});

function asProduction(): void {
  shared.mycomputerEnvironment = { ...env(), mode: "production" };
}

async function addStaff(email: string, demo: boolean): Promise<void> {
  const id = uuidV7(Date.now());
  const platform = await database("platform");
  await platform.write(async (tx) => {
    const base = { id, kind: "staff" as const, name: "Ana", createdAt: new Date() };
    await tx.insert(identities).values({ ...base, email, emailSearch: email, demo });
    await tx.insert(roleGrants).values({ id: uuidV7(Date.now()), identityId: id, role: "manager" });
  });
}

test("a production start refuses a database with demo accounts, in a sentence that says what to do", async () => {
  await addStaff("real@example.eu", false);
  asProduction();
  await refuseDemoAccounts();
  shared.mycomputerEnvironment = asDemo;
  await addStaff("demo@example.eu", true);
  await refuseDemoAccounts();
  asProduction();
  await expect(refuseDemoAccounts()).rejects.toThrow(/1 demo account.*DATABASE_URL/);
});

test("the sign-in page offers demo accounts in a demo and none in production", async () => {
  expect(await demoAccounts()).toMatchObject([{ email: "demo@example.eu", roles: ["manager"] }]);
  asProduction();
  expect(await demoAccounts()).toEqual([]);
});
