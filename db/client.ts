import { AsyncLocalStorage } from "node:async_hooks";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import type { SchemaName } from "@/server/kernel/context-name";
import { env } from "@/server/platform/env";
import { atWork, traceStatements } from "@/server/platform/telemetry/sql";
import { openEmbedded } from "./embedded";
import type { JobStore } from "./job-store";
import { openPostgres } from "./postgres";

export { rows } from "./rows";

/** What a handler works with: a connection in the context's role, in a transaction when it writes. */
export type Tx = PgDatabase<PgQueryResultHKT, Record<string, never>>;

export interface Database {
  /** Reads in the schema's role. Several statements may see different moments. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** One transaction in the schema's role; whatever `work` throws rolls it back. */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** A single statement, which is a transaction by itself and one round trip. */
  statement<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Like `write`, but ends prepared under a name instead of committed; then any connection may end it. */
  prepare<T>(gid: string, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Ends a prepared transaction; false when none of that name is there. */
  commitPrepared(gid: string): Promise<boolean>;
  rollbackPrepared(gid: string): Promise<boolean>;
  /** What stands prepared in the schema's database, whoever prepared it, oldest first. */
  prepared(): Promise<PreparedTransaction[]>;
}

export interface PreparedTransaction {
  gid: string;
  preparedAt: Date;
}

export interface Databases {
  readonly kind: "embedded" | "postgres";
  /** How many connections a schema's work has between it. */
  readonly connections: number;
  of(schema: SchemaName): Database;
  /** The schema's replica, where one is set; db/replica.ts knows how far behind it is. */
  replica(schema: SchemaName): Database | undefined;
  /** Surrounds a two-phase commit, or its recovery: on the embedded database all other writers wait meanwhile. */
  twoPhase<T>(work: () => Promise<T>): Promise<T>;
  /** The schema's database over one connection of its own, so that temporary tables last. Close it. */
  session(schema: SchemaName): { database: Database; close(): Promise<void> };
  jobStore(schema: SchemaName): JobStore;
  close(): Promise<void>;
}

/** What the current call chain has open; with `shared`, verbs of the same schema may join it. */
interface OpenTransaction {
  schema: SchemaName;
  shared?: { tx: Tx; failure?: { error: unknown } };
}

const shared = globalThis as {
  mycomputerDatabases?: Promise<Databases>;
  mycomputerOpenTransaction?: AsyncLocalStorage<OpenTransaction>;
};
shared.mycomputerOpenTransaction ??= new AsyncLocalStorage<OpenTransaction>();
const openTransaction = shared.mycomputerOpenTransaction;

/** The schema whose connection the current call chain is using, if any; a shared one may be joined and is none. */
export function transactionInProgress(): SchemaName | undefined {
  const open = openTransaction.getStore();
  return open?.shared === undefined ? open?.schema : undefined;
}

/** Work whose statements are spans. */
function seen<T>(schema: SchemaName, work: (tx: Tx) => Promise<T>) {
  return (tx: Tx): Promise<T> => {
    traceStatements(tx._.session, schema);
    return work(tx);
  };
}

function guarded(schema: SchemaName, database: Database, connections: number): Database {
  const enter = <T>(
    kind: keyof Database,
    run: () => Promise<T>,
    join?: (shared: NonNullable<OpenTransaction["shared"]>) => Promise<T>,
  ) => {
    const open = openTransaction.getStore();
    if (open === undefined) {
      return atWork(schema, kind, connections, () => openTransaction.run({ schema }, run));
    }
    const { shared } = open;
    if (shared === undefined || join === undefined || open.schema !== schema) {
      throw new Error(
        `a ${open.schema} transaction is open: pass its tx instead of asking for ${schema} again`,
      );
    }
    return openTransaction.run({ schema }, () => join(shared));
  };
  const joined =
    <T>(work: (tx: Tx) => Promise<T>) =>
    (shared: NonNullable<OpenTransaction["shared"]>) =>
      work(shared.tx).catch((error: unknown) => {
        // Half of what failed may be written: whoever catches this can't save the transaction any more.
        shared.failure = { error };
        throw error;
      });
  return {
    read: (work) => enter("read", () => database.read(seen(schema, work)), joined(work)),
    write: (work) => enter("write", () => database.write(seen(schema, work)), joined(work)),
    statement: (work) => enter("statement", () => database.statement(seen(schema, work)), joined(work)),
    prepare: (gid, work) => enter("prepare", () => database.prepare(gid, seen(schema, work))),
    commitPrepared: (gid) => enter("commitPrepared", () => database.commitPrepared(gid)),
    rollbackPrepared: (gid) => enter("rollbackPrepared", () => database.rollbackPrepared(gid)),
    prepared: () => enter("prepared", () => database.prepared()),
  };
}

/** One transaction that verbs of the same schema, called from within `work`, run in too; other schemas' can't. */
export async function sharedTransaction<T>(schema: SchemaName, work: (tx: Tx) => Promise<T>): Promise<T> {
  const open = openTransaction.getStore();
  if (open !== undefined) throw new Error(`a ${open.schema} transaction is open already`);
  const all = await databases();
  const inShared = seen(schema, async (tx) => {
    const shared: NonNullable<OpenTransaction["shared"]> = { tx };
    const result = await openTransaction.run({ schema, shared }, () => work(tx));
    if (shared.failure !== undefined) throw shared.failure.error;
    return result;
  });
  return atWork(schema, "write", all.connections, () => all.of(schema).write(inShared));
}

function openDatabases(): Promise<Databases> {
  const environment = env();
  return environment.embedded
    ? openEmbedded(environment.dataDir)
    : Promise.resolve(openPostgres(environment));
}

/** The databases of this process, opened once; a failed opening is tried again by the next caller. */
export async function databases(): Promise<Databases> {
  shared.mycomputerDatabases ??= openDatabases().catch((error) => {
    shared.mycomputerDatabases = undefined;
    throw error;
  });
  return shared.mycomputerDatabases;
}

/** Puts other databases in place of the environment's: for suites that bring their own. */
export function useDatabases(replacement: Databases | undefined): void {
  shared.mycomputerDatabases = replacement === undefined ? undefined : Promise.resolve(replacement);
}

export async function database(schema: SchemaName): Promise<Database> {
  const all = await databases();
  return guarded(schema, all.of(schema), all.connections);
}

/** The schema's replica as it is, however far behind; undefined where none is set. */
export async function replica(schema: SchemaName): Promise<Database | undefined> {
  const all = await databases();
  const found = all.replica(schema);
  return found && guarded(schema, found, all.connections);
}

/** One connection of the schema's own while `work` runs: its temporary tables last from one statement to the next. */
export async function inSession<T>(schema: SchemaName, work: (db: Database) => Promise<T>): Promise<T> {
  const all = await databases();
  const session = all.session(schema);
  try {
    return await work(guarded(schema, session.database, all.connections));
  } finally {
    await session.close();
  }
}

export async function closeDatabases(): Promise<void> {
  const open = shared.mycomputerDatabases;
  shared.mycomputerDatabases = undefined;
  await (await open)?.close();
}
