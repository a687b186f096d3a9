import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { postgis } from "@electric-sql/pglite-postgis";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/pglite";
import type { SchemaName } from "@/server/kernel/context-name";
import { env } from "@/server/platform/env";
import type { Database, Databases, Tx } from "./client";
import { pgliteJobStore } from "./job-store";
import { migratePglite } from "./migrate";
import { commitStatement, ending, preparedIn, prepareStatement, rollbackStatement } from "./prepared";
import { PreparedWindow } from "./prepared-window";
import { roleOf } from "./schema-role";

/** The embedded PostgreSQL itself: one connection for the whole process. In memory without a directory. */
export async function startPglite(directory?: string, loadDataDir?: Blob): Promise<PGlite> {
  return PGlite.create({
    dataDir: directory,
    loadDataDir,
    extensions: { postgis, btree_gist, pg_trgm },
    postgresqlconf: ["max_prepared_transactions = 20"],
  });
}

/** Opens the database in `dataDir` for this process alone. */
export async function openEmbedded(dataDir: string): Promise<Databases> {
  mkdirSync(dataDir, { recursive: true });
  const release = takeLock(join(dataDir, "database.lock"));
  try {
    const pglite = await startPglite(join(dataDir, "database"));
    await migratePglite(pglite, env().databaseRoleSecret);
    return await pgliteDatabases(pglite, release);
  } catch (error) {
    release();
    throw error;
  }
}

export async function pgliteDatabases(pglite: PGlite, release: () => void = () => {}): Promise<Databases> {
  const db = drizzle(pglite) as unknown as Tx;
  const window = new PreparedWindow();
  // What a former process left prepared is ended by the recovery before anyone else writes.
  for (const { gid } of await preparedIn(db)) window.opened(gid);
  return {
    kind: "embedded",
    connections: 1,
    of: (schema) => roleDatabase(db, schema, window),
    twoPhase: (work) => window.run(work),
    replica: () => undefined,
    session: (schema) => ({ database: roleDatabase(db, schema, window), close: async () => {} }),
    jobStore: () => pgliteJobStore(pglite),
    async close() {
      await pglite.close();
      release();
    },
  };
}

/** The one connection belongs to a superuser, so every piece of work steps down to the schema's role first. */
function roleDatabase(db: Tx, schema: SchemaName, window: PreparedWindow): Database {
  const inRole =
    <T>(work: (tx: Tx) => Promise<T>) =>
    async (tx: Tx): Promise<T> => {
      await tx.execute(sql.raw(`set local role ${roleOf(schema)}`));
      return work(tx);
    };
  const write = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
    await window.enter();
    return db.transaction(inRole(work));
  };
  const end = async (gid: string, statement: string): Promise<boolean> => {
    const ended = await ending(() => db.execute(sql.raw(statement)));
    window.closed(gid);
    return ended;
  };
  return {
    read: (work) => db.transaction(inRole(work)),
    write,
    statement: write,
    async prepare(gid, work) {
      await window.enter();
      // The wrapper's own COMMIT comes afterwards and finds nothing to end, which is answered with a warning.
      const result = await db.transaction(async (tx) => {
        const done = await inRole(work)(tx);
        await tx.execute(sql.raw(prepareStatement(gid)));
        return done;
      });
      window.opened(gid);
      return result;
    },
    commitPrepared: (gid) => end(gid, commitStatement(gid)),
    rollbackPrepared: (gid) => end(gid, rollbackStatement(gid)),
    prepared: () => preparedIn(db),
  };
}

/**
 * A second process that opened the same directory would lose committed rows without a word, so a file names the
 * process that has it. A file left by a dead process is taken over.
 */
function takeLock(path: string): () => void {
  if (existsSync(path)) {
    const pid = Number(readFileSync(path, "utf8"));
    if (pid !== process.pid && isAlive(pid)) {
      throw new Error(
        `the embedded database is in use by process ${pid}: stop it first (or set DATA_DIR to another folder)`,
      );
    }
    rmSync(path, { force: true });
  }
  writeFileSync(path, String(process.pid), { flag: "wx" });
  return () => rmSync(path, { force: true });
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
