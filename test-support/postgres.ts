import postgres from "postgres";
import { migratePostgres } from "@/db/migrate";
import { type SchemaName, schemaNames } from "@/server/kernel/context-name";
import { migrationsDigest } from "./migrations-digest";
import { servicesEnv } from "./services-env";

/** The databases of one suite: which holds which schema, as the environment names them. */
export type SuiteDatabases = { env: Record<string, string>; drop: () => Promise<void> };

const templatePrefix = "mct_";
const clonePrefix = "mcr_";

/** Clones a migrated template for this suite: one database, or one for each schema. */
export async function cloneDatabases(layout: "postgres" | "postgres-four"): Promise<SuiteDatabases> {
  const sets: SchemaName[][] = layout === "postgres" ? [[...schemaNames]] : schemaNames.map((name) => [name]);
  const suite = `${clonePrefix}${process.pid}_${crypto.randomUUID().slice(0, 8)}`;
  const clones: { schemas: SchemaName[]; name: string }[] = [];
  await withSuperuser(async (sql) => {
    await sql`select pg_advisory_lock(hashtextextended('mycomputer-templates', 0))`;
    await dropLeftovers(sql);
    for (const schemas of sets) {
      const template = await ensureTemplate(sql, schemas);
      const name = `${suite}_${schemas.length === 1 ? schemas[0] : "all"}`;
      await sql.unsafe(`create database ${name} owner ${owner()} template ${template}`);
      clones.push({ schemas, name });
    }
  });
  const env: Record<string, string> = {};
  for (const { schemas, name } of clones) {
    for (const schema of schemas) {
      if (schema === "platform") env.DATABASE_URL = ownerUrl(name);
      else if (schemas.length === 1) env[`${schema.toUpperCase()}_DATABASE_URL`] = ownerUrl(name);
    }
  }
  const drop = () =>
    withSuperuser(async (sql) => {
      for (const { name } of clones) await dropDatabase(sql, name);
    });
  return { env, drop };
}

async function ensureTemplate(sql: postgres.Sql, schemas: SchemaName[]): Promise<string> {
  const template = `${templatePrefix}${migrationsDigest()}_${schemas.length === 1 ? schemas[0] : "all"}`;
  const [found] = await sql`select 1 from pg_database where datname = ${template}`;
  if (found) return template;
  const draft = `${template}_draft`;
  await sql.unsafe(`drop database if exists ${draft} with (force)`);
  await sql.unsafe(`create database ${draft} owner ${owner()}`);
  const secret = servicesEnv().one.DATABASE_ROLE_SECRET ?? "";
  await migratePostgres((schema) => (schemas.includes(schema) ? ownerUrl(draft) : undefined), secret);
  await sql.unsafe(`alter database ${draft} rename to ${template}`);
  return template;
}

/** Templates of other migrations, and clones whose process has gone. */
async function dropLeftovers(sql: postgres.Sql): Promise<void> {
  const current = `${templatePrefix}${migrationsDigest()}_`;
  const names = await sql<{ datname: string }[]>`select datname from pg_database where datname ~ '^mc[tr]_'`;
  for (const { datname } of names) {
    const stale = datname.startsWith(templatePrefix)
      ? !datname.startsWith(current)
      : !isAlive(Number(datname.split("_")[1]));
    if (stale) await dropDatabase(sql, datname);
  }
}

/** What stands prepared in it keeps a database from being dropped, and holds back every feed in the cluster. */
async function dropDatabase(sql: postgres.Sql, name: string): Promise<void> {
  const prepared = await sql<{ gid: string }[]>`select gid from pg_prepared_xacts where database = ${name}`;
  if (prepared.length > 0) {
    const url = new URL(servicesEnv().superuserUrl);
    url.pathname = `/${name}`;
    const inside = postgres(url.href, { max: 1 });
    for (const { gid } of prepared) await inside.unsafe(`rollback prepared '${gid}'`);
    await inside.end({ timeout: 5 });
  }
  await sql.unsafe(`drop database if exists ${name} with (force)`);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function owner(): string {
  return new URL(ownerUrl("postgres")).username;
}

function ownerUrl(database: string): string {
  const url = new URL(servicesEnv().one.DATABASE_URL ?? "");
  url.pathname = `/${database}`;
  return url.href;
}

async function withSuperuser<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(servicesEnv().superuserUrl, { max: 1, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
