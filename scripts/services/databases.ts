import postgres from "postgres";
import type { ServicesState } from "./state";

const owner = "mycomputer";
const contexts = ["inventory", "customer", "payment", "location"] as const;
const databases = [owner, ...contexts.map((name) => `${owner}_${name}`), `${owner}_platform`];

function ownerUrl(state: ServicesState, database: string): string {
  return `postgres://${owner}:${state.postgres.ownerPassword}@127.0.0.1:${state.postgres.port}/${database}`;
}

export function superuserUrl(state: ServicesState): string {
  return `postgres://postgres:${state.postgres.superuserPassword}@127.0.0.1:${state.postgres.port}/postgres`;
}

/** The databases by layout: everything in one, or one for each context and one for the platform. */
export function databaseEnv(state: ServicesState): {
  one: Record<string, string>;
  four: Record<string, string>;
} {
  const four: Record<string, string> = { DATABASE_URL: ownerUrl(state, `${owner}_platform`) };
  for (const name of contexts)
    four[`${name.toUpperCase()}_DATABASE_URL`] = ownerUrl(state, `${owner}_${name}`);
  return { one: { DATABASE_URL: ownerUrl(state, owner) }, four };
}

/**
 * The owner may create databases and roles but is no superuser, as on a managed PostgreSQL.
 * PostGIS needs a superuser, so it goes into template1 and every database made later has it.
 */
export async function ensureDatabases(state: ServicesState, fast: boolean): Promise<void> {
  const { ownerPassword } = state.postgres;
  await withSql(superuserUrl(state), async (sql) => {
    const [role] = await sql`select 1 from pg_roles where rolname = ${owner}`;
    if (!role) await sql.unsafe(`create role ${owner} login createdb createrole password '${ownerPassword}'`);
    for (const setting of ["fsync", "synchronous_commit", "full_page_writes"]) {
      await sql.unsafe(`alter system set ${setting} = ${fast ? "off" : "on"}`);
    }
    await sql`select pg_reload_conf()`;
  });
  const template = superuserUrl(state).replace(/\/postgres$/, "/template1");
  await withSql(template, (sql) => sql`create extension if not exists postgis`);
  await withSql(superuserUrl(state), async (sql) => {
    for (const name of databases) {
      const [found] = await sql`select 1 from pg_database where datname = ${name}`;
      if (!found) await sql.unsafe(`create database ${name} owner ${owner}`);
    }
  });
}

export async function postgresAnswers(state: ServicesState): Promise<boolean> {
  try {
    await withSql(superuserUrl(state), (sql) => sql`select 1`);
    return true;
  } catch {
    return false;
  }
}

async function withSql<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 2 });
  }
}
