import type { PGlite } from "@electric-sql/pglite";
import { type ConstructorOptions, fromPglite } from "pg-boss";
import type { SchemaName } from "@/server/kernel/context-name";

/** Where a schema's jobs stand: tables of pg-boss's own making, apart from the schema's. */
export function jobSchemaOf(schema: SchemaName): `${SchemaName}_jobs` {
  return `${schema}_jobs`;
}

/** How pg-boss reaches a schema's jobs. */
export type JobStore = Pick<ConstructorOptions, "connectionString" | "max" | "db" | "backend">;

const connections = 2;

/** By the schema's own login, over a small pool of its own. */
export function postgresJobStore(runtimeUrl: string): JobStore {
  return { connectionString: runtimeUrl, max: connections };
}

export function pgliteJobStore(pglite: PGlite): JobStore {
  return { db: fromPglite(pglite), backend: "pglite" };
}
