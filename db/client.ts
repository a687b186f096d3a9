import { AsyncLocalStorage } from "node:async_hooks";
import type { SQL } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import type { SchemaName } from "@/server/kernel/context-name";
import { env } from "@/server/platform/env";
import { atWork, traceStatements } from "@/server/platform/telemetry/sql";
import { openEmbedded } from "./embedded";
import { openPostgres } from "./postgres";

/** What a handler works with: a connection in the context's role, in a transaction when it writes. */
export type Tx = PgDatabase<PgQueryResultHKT, Record<string, never>>;

export interface Database {
  /** Reads in the schema's role. Several statements may see different moments. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** One transaction in the schema's role; whatever `work` throws rolls it back. */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** A single statement, which is a transaction by itself and one round trip. */
  statement<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Runs `work` only if no one else holds the lock, else returns undefined. */
  exclusively<T>(lockName: string, work: (tx: Tx) => Promise<T>): Promise<T | undefined>;
}

export interface Databases {
  readonly kind: "embedded" | "postgres";
  /** How many connections a schema's work has between it. */
  readonly connections: number;
  of(schema: SchemaName): Database;
  close(): Promise<void>;
}

const shared = globalThis as {
  mycomputerDatabases?: Promise<Databases>;
  mycomputerOpenTransaction?: AsyncLocalStorage<SchemaName>;
};
shared.mycomputerOpenTransaction ??= new AsyncLocalStorage<SchemaName>();
const openTransaction = shared.mycomputerOpenTransaction;

/** The schema whose connection the current call chain is using, if any. */
export function transactionInProgress(): SchemaName | undefined {
  return openTransaction.getStore();
}

function guarded(schema: SchemaName, { of, connections }: Databases): Database {
  const database = of(schema);
  const enter = <T>(kind: keyof Database, run: () => Promise<T>): Promise<T> => {
    const open = openTransaction.getStore();
    if (open !== undefined) {
      throw new Error(`a ${open} transaction is open: pass its tx instead of asking for ${schema} again`);
    }
    return atWork(schema, kind, connections, () => openTransaction.run(schema, run));
  };
  const seen =
    <T>(work: (tx: Tx) => Promise<T>) =>
    (tx: Tx): Promise<T> => {
      traceStatements(tx._.session, schema);
      return work(tx);
    };
  return {
    read: (work) => enter("read", () => database.read(seen(work))),
    write: (work) => enter("write", () => database.write(seen(work))),
    statement: (work) => enter("statement", () => database.statement(seen(work))),
    exclusively: (lockName, work) => enter("exclusively", () => database.exclusively(lockName, seen(work))),
  };
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
  return guarded(schema, await databases());
}

export async function closeDatabases(): Promise<void> {
  const open = shared.mycomputerDatabases;
  shared.mycomputerDatabases = undefined;
  await (await open)?.close();
}

/** Rows of a hand-written query. The two drivers wrap them differently; the caller names the shape it selected. */
export async function rows<Row>(tx: Tx, query: SQL): Promise<Row[]> {
  const result: unknown = await tx.execute(query);
  if (Array.isArray(result)) return result as Row[];
  return (result as { rows: Row[] }).rows;
}
