import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { getConstructionPlans, getMigrationPlans } from "pg-boss";
import postgres from "postgres";
import { type SchemaName, schemaNames } from "@/server/kernel/context-name";
import { jobSchemaOf } from "./job-store";
import { roleOf, rolePassword } from "./schema-role";

/** The owner's connection: may change the schema, is never used to serve. */
export interface Owner {
  exec(statements: string): Promise<void>;
  query<Row>(statement: string): Promise<Row[]>;
}

const extensions = {
  location: ["postgis", "btree_gist", "pg_trgm"],
  customer: ["pg_trgm"],
  inventory: ["pg_trgm"],
} as const;
/** The version of its tables that the installed pg-boss works with, as its plans name it. */
const jobQueueVersion = Number(/version\(version\) VALUES \('(\d+)'\)/.exec(getConstructionPlans())?.[1]);
const folder = join(process.cwd(), "db", "migrations");

function filesFor(schema: SchemaName): { name: string; text: string }[] {
  const folders = schema === "platform" ? [schema] : ["every-context", schema];
  return folders.flatMap((part) =>
    readdirSync(join(folder, part))
      .filter((file) => file.endsWith(".sql"))
      .sort()
      .map((file) => ({
        name: `${part}/${file}`,
        text: readFileSync(join(folder, part, file), "utf8")
          .replaceAll(/(?<!:):context\b/g, schema)
          .replaceAll(/(?<!:):role\b/g, roleOf(schema)),
      })),
  );
}

/** Brings one schema up to date; answers with the names of the migrations that ran. Safe to run twice at once. */
async function migrateSchema(owner: Owner, schema: SchemaName, roleSecret: string): Promise<string[]> {
  const role = roleOf(schema);
  const password = rolePassword(schema, roleSecret);
  const wanted: readonly string[] = schema in extensions ? extensions[schema as keyof typeof extensions] : [];
  await owner.exec(`
    begin;
    select pg_advisory_xact_lock(hashtextextended('mycomputer-migrate', 0));
    do $$ begin
      create role ${role} login noinherit;
    exception when duplicate_object or unique_violation then null; end $$;
    alter role ${role} with password '${password}';
    ${wanted.map((name) => `create extension if not exists ${name} schema public;`).join("\n")}
    create schema if not exists ${schema};
    grant usage on schema ${schema} to ${role};
    create table if not exists ${schema}.migrations (name text primary key, ran_at timestamptz not null default now());
    commit;
  `);
  const done = new Set(
    (await owner.query<{ name: string }>(`select name from ${schema}.migrations`)).map((row) => row.name),
  );
  const ran: string[] = [];
  for (const file of filesFor(schema)) {
    if (done.has(file.name)) continue;
    await owner.exec(
      `begin;\n${file.text}\ninsert into ${schema}.migrations (name) values ('${file.name}');\ncommit;`,
    );
    ran.push(file.name);
  }
  return [...ran, ...(await migrateJobs(owner, schema))];
}

/**
 * Makes or brings up to date the tables of the job queue, by pg-boss's own plans, as the owner: the runtime role may
 * use them and neither owns nor changes them. Each plan is a transaction of its own and names the version it reached.
 */
async function migrateJobs(owner: Owner, schema: SchemaName): Promise<string[]> {
  const jobs = jobSchemaOf(schema);
  const role = roleOf(schema);
  const [found] = await owner.query<{ made: string | null }>(
    `select to_regclass('${jobs}.version')::text as made`,
  );
  if (!found?.made) {
    await owner.exec(`create schema if not exists ${jobs}`);
    await owner.exec(getConstructionPlans(jobs, { createSchema: false }));
  }
  const before = await jobVersion(owner, jobs);
  if (before < jobQueueVersion) await owner.exec(getMigrationPlans(jobs, before));
  await owner.exec(`
    begin;
    grant usage on schema ${jobs} to ${role};
    grant select, insert, update, delete on all tables in schema ${jobs} to ${role};
    commit;
  `);
  return found?.made && before === jobQueueVersion ? [] : [`jobs/${jobQueueVersion}`];
}

async function jobVersion(owner: Owner, jobs: string): Promise<number> {
  const [row] = await owner.query<{ version: number }>(`select version from ${jobs}.version`);
  return row?.version ?? 0;
}

function pgliteOwner(pglite: PGlite): Owner {
  return {
    async exec(statements) {
      try {
        await pglite.exec(statements);
      } catch (error) {
        await pglite.exec("rollback");
        throw error;
      }
    },
    query: async <Row>(statement: string) => (await pglite.query<Row>(statement)).rows,
  };
}

export async function migratePglite(pglite: PGlite, roleSecret: string): Promise<string[]> {
  const ran: string[] = [];
  for (const schema of schemaNames)
    ran.push(...(await migrateSchema(pgliteOwner(pglite), schema, roleSecret)));
  return ran;
}

/** Migrates every PostgreSQL database that the environment names, each by its URL's own login. */
export async function migratePostgres(
  databaseUrl: (schema: SchemaName) => string | undefined,
  roleSecret: string,
): Promise<string[]> {
  const ran: string[] = [];
  for (const schema of schemaNames) {
    const url = databaseUrl(schema);
    if (url === undefined) continue;
    const client = postgres(url, { max: 1, onnotice: () => {} });
    try {
      const owner: Owner = {
        exec: async (statements) => void (await client.unsafe(statements).simple()),
        query: async <Row>(statement: string) => [...(await client.unsafe(statement))] as Row[],
      };
      ran.push(...(await migrateSchema(owner, schema, roleSecret)));
    } finally {
      await client.end();
    }
  }
  return ran;
}
