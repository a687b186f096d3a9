import { getTableColumns, getTableName, is, sql } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { schemaNames } from "@/server/kernel/context-name";
import { freshDatabases } from "@/test-support/database";
import * as customer from "./customer";
import * as inventory from "./inventory";
import * as location from "./location";
import * as payment from "./payment";
import * as platform from "./platform";

freshDatabases();

const modules = { inventory, customer, payment, location, platform };

function tablesOf(module: object): PgTable[] {
  return Object.values(module).flatMap((value) =>
    is(value, PgTable) ? [value] : Object.values(value as object).filter((part) => is(part, PgTable)),
  );
}

/** `table.column nullable?`, as both sides can say it. */
function declared(table: PgTable): string[] {
  return Object.values(getTableColumns(table)).map(
    (column) => `${getTableName(table)}.${column.name} ${column.notNull ? "required" : "optional"}`,
  );
}

test.each(schemaNames)("the tables of %s are what its migrations made", async (schema) => {
  const tables = tablesOf(modules[schema]);
  expect(tables.length).toBeGreaterThan(4);
  for (const table of tables) expect(getTableConfig(table).schema).toBe(schema);
  const db = await database(schema);
  const columns = await db.read((tx) =>
    rows<{ line: string }>(
      tx,
      sql`select c.relname || '.' || a.attname || case when a.attnotnull then ' required' else ' optional' end as line
            from pg_attribute a join pg_class c on c.oid = a.attrelid
           where c.relnamespace = ${schema}::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
             and c.relname <> 'migrations' and a.attnum > 0 and not a.attisdropped`,
    ),
  );
  expect(tables.flatMap(declared).sort()).toEqual(columns.map((column) => column.line).sort());
});
