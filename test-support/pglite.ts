import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { type Databases, useDatabases as replaceDatabases } from "@/db/client";
import { pgliteDatabases, startPglite } from "@/db/embedded";
import { migratePglite } from "@/db/migrate";
import { migrationsDigest } from "./migrations-digest";

const folder = ".local/pglite";

/** An embedded database in memory, migrated: from a snapshot where one of these very migrations is at hand. */
export async function openFreshPglite(): Promise<Databases> {
  const snapshot = join(folder, `migrated-${migrationsDigest()}.tar`);
  const pglite = existsSync(snapshot)
    ? await startPglite(undefined, new Blob([readFileSync(snapshot)]))
    : await migrateAndKeep(snapshot);
  const databases = await pgliteDatabases(pglite);
  replaceDatabases(databases);
  return databases;
}

async function migrateAndKeep(snapshot: string): Promise<PGlite> {
  const pglite = await startPglite();
  await migratePglite(pglite, process.env.DATABASE_ROLE_SECRET ?? "");
  const dump = Buffer.from(await (await pglite.dumpDataDir("none")).arrayBuffer());
  mkdirSync(folder, { recursive: true });
  const draft = `${snapshot}.${process.pid}`;
  writeFileSync(draft, dump);
  renameSync(draft, snapshot); // two workers may both get here: whole files, the last one stays
  for (const name of readdirSync(folder)) {
    if (name.endsWith(".tar") && join(folder, name) !== snapshot) rmSync(join(folder, name));
  }
  return pglite;
}
