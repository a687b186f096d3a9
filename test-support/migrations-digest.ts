import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Names what a migrated database is made of: the migrations, the program that runs them, the embedded engine. */
export function migrationsDigest(): string {
  const hash = createHash("sha256");
  const files = readdirSync("db/migrations", { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  if (files.length === 0) throw new Error("db/migrations has no files");
  const engine = ["@electric-sql/pglite", "@electric-sql/pglite-postgis", "pg-boss"].map(
    (name) => `node_modules/${name}/package.json`,
  );
  const program = ["db/migrate.ts", "db/embedded.ts", "db/schema-role.ts", "db/job-store.ts"];
  for (const file of [...files, ...program, ...engine]) hash.update(`${file}\0`).update(readFileSync(file));
  return hash.digest("hex").slice(0, 12);
}
