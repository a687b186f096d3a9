import { AsyncLocalStorage } from "node:async_hooks";
import { setImmediate } from "node:timers/promises";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { type SchemaName, schemaNames } from "@/server/kernel/context-name";
import type { Environment } from "@/server/platform/env";
import { surviveBrokenOpenings } from "./broken-openings";
import type { Database, Databases, Tx } from "./client";
import { postgresJobStore } from "./job-store";
import { checkedGid, commitStatement, ending, preparedIn, rollbackStatement } from "./prepared";
import { roleOf, rolePassword } from "./schema-role";

const poolSize = 10;

/** The URL as the runtime uses it: the schema's own login in place of the owner's. */
function runtimeUrl(ownerUrl: string, schema: SchemaName, secret: string): string {
  const url = new URL(ownerUrl);
  url.username = roleOf(schema);
  url.password = rolePassword(schema, secret);
  return url.href;
}

/** PostgreSQL: a pool and a login for each schema, on one database or several. */
export function openPostgres(
  environment: Pick<Environment, "databaseUrl" | "databaseRoleSecret"> &
    Partial<Pick<Environment, "replicaUrl">>,
): Databases {
  surviveBrokenOpenings();
  const pools = new Map<SchemaName, { client: postgres.Sql; database: Database }>();
  const replicas = new Map<SchemaName, { client: postgres.Sql; database: Database }>();
  const connect = (ownerUrl: string, schema: SchemaName, options: postgres.Options<never>) =>
    postgres(runtimeUrl(ownerUrl, schema, environment.databaseRoleSecret), {
      connect_timeout: 5,
      onnotice: () => {},
      connection: { application_name: `mycomputer-${schema}`, statement_timeout: 30_000 },
      ...options,
    });
  for (const schema of schemaNames) {
    const ownerUrl = environment.databaseUrl(schema);
    if (ownerUrl === undefined) continue;
    const client = connect(ownerUrl, schema, { max: poolSize, idle_timeout: 60 });
    pools.set(schema, { client, database: poolDatabase(client) });
    const replicaUrl = environment.replicaUrl?.(schema);
    if (replicaUrl === undefined) continue;
    // A replica that is away must not hold up those who can ask the primary.
    const second = connect(replicaUrl, schema, { max: poolSize, idle_timeout: 60, connect_timeout: 2 });
    replicas.set(schema, { client: second, database: poolDatabase(second) });
  }
  return {
    kind: "postgres",
    connections: poolSize,
    of(schema) {
      const pool = pools.get(schema);
      if (pool === undefined) throw new Error(`no database is configured for ${schema}`);
      return pool.database;
    },
    replica: (schema) => replicas.get(schema)?.database,
    twoPhase: (work) => work(),
    session(schema) {
      const client = connect(environment.databaseUrl(schema) ?? "", schema, { max: 1, max_lifetime: null });
      return { database: poolDatabase(client), close: () => endCalmly(client) };
    },
    jobStore(schema) {
      const ownerUrl = environment.databaseUrl(schema);
      if (ownerUrl === undefined) throw new Error(`no database is configured for ${schema}`);
      return postgresJobStore(runtimeUrl(ownerUrl, schema, environment.databaseRoleSecret));
    },
    async close() {
      const all = [...pools.values(), ...replicas.values()];
      await Promise.all(all.map(({ client }) => client.end({ timeout: 5 })));
    },
  };
}

/** The driver may still have something to write at the end of this turn, a rollback's last word, and fails if it can't. */
async function endCalmly(client: postgres.Sql): Promise<void> {
  await setImmediate();
  await client.end({ timeout: 5 });
}

/**
 * Drizzle sends its statements unnamed, so that each is parsed and planned anew, in a round trip of its own. This
 * client has the driver keep them, in its transactions too.
 */
function keepingStatements(client: postgres.Sql): postgres.Sql {
  type Work = (connection: postgres.TransactionSql) => Promise<unknown>;
  const begin: (work: Work) => Promise<unknown> = client.begin.bind(client);
  return Object.assign(keepOn(client), {
    begin: (work: Work) =>
      begin((connection) => {
        const gid = endsPrepared.getStore();
        if (gid !== undefined) connection.prepare(gid);
        return work(keepOn(connection));
      }),
  });
}

/**
 * The name under which the transaction that is begun here shall end prepared. Only the driver itself may say PREPARE
 * TRANSACTION instead of COMMIT: after one of ours it would hand the connection on before its own COMMIT.
 */
const endsPrepared = new AsyncLocalStorage<string>();

function keepOn<Connection extends postgres.ISql>(connection: Connection): Connection {
  const { unsafe } = connection;
  return Object.assign(connection, {
    unsafe: (...[statement, parameters, options]: Parameters<typeof unsafe>) =>
      unsafe.call(connection, statement, parameters, { ...options, prepare: true }),
  });
}

function poolDatabase(client: postgres.Sql): Database {
  // Both drivers' databases share Drizzle's PgDatabase; only the result wrapper differs, and rows() hides that.
  const db = drizzle(keepingStatements(client)) as unknown as Tx;
  return {
    read: (work) => work(db),
    write: (work) => db.transaction((tx) => work(tx)),
    statement: (work) => work(db),
    prepare: async (gid, work) => endsPrepared.run(checkedGid(gid), () => db.transaction((tx) => work(tx))),
    commitPrepared: (gid) => ending(() => client.unsafe(commitStatement(gid)).simple()),
    rollbackPrepared: (gid) => ending(() => client.unsafe(rollbackStatement(gid)).simple()),
    prepared: () => preparedIn(db),
  };
}
