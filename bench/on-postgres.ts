import { closeDatabases } from "@/db/client";
import { cloneDatabases } from "@/test-support/postgres";
import { servicesEnv } from "@/test-support/services-env";

/** Runs `work` on a migrated PostgreSQL database of its own, or one for each context, of the services that `npm run services` started. */
export async function onPostgres(
  work: (ownerUrl: string) => Promise<void>,
  layout: "postgres" | "postgres-four" = "postgres",
): Promise<void> {
  process.env.APP_MODE = "demo";
  process.env.DATABASE_ROLE_SECRET = servicesEnv().one.DATABASE_ROLE_SECRET;
  const clones = await cloneDatabases(layout);
  Object.assign(process.env, clones.env);
  // server/platform/env.ts reads once, and may have read before.
  (globalThis as { mycomputerEnvironment?: unknown }).mycomputerEnvironment = undefined;
  try {
    await work(clones.env.DATABASE_URL ?? "");
  } finally {
    await closeDatabases();
    await clones.drop();
    for (const name of Object.keys(clones.env)) delete process.env[name];
  }
}
