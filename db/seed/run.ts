/**
 * `npm run seed -- [--scale N] [--seed TEXT] [--anchor YYYY-MM-DD] [--if-empty] [--force]`
 * Fills the database that the environment names with the demo network. With --force it is emptied first.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { closeDatabases, type Databases, databases, rows } from "@/db/client";
import { migratePostgres } from "@/db/migrate";
import { schemaNames } from "@/server/kernel/context-name";
import { env } from "@/server/platform/env";
import { consumers } from "@/server/workers/consumers";
import { seedDemoNetwork } from "./seed";

type State = "empty" | "interrupted" | "seeded";

async function stateOf(open: Databases): Promise<State> {
  const [seed] = await open
    .of("platform")
    .read((tx) =>
      rows<{ value: { state: string } }>(tx, sql`select value from platform.facts where name = 'seed'`),
    );
  if (seed) return seed.value.state === "done" ? "seeded" : "interrupted";
  const [network] = await open
    .of("location")
    .read((tx) =>
      rows<{ centers: number }>(tx, sql`select count(*)::int as centers from location.service_centers`),
    );
  return (network?.centers ?? 0) > 0 ? "seeded" : "empty";
}

/** Everything goes: the caller has said so, or nothing but a half-written demo is there. */
async function emptied(): Promise<Databases> {
  await closeDatabases();
  const environment = env();
  if (environment.embedded) {
    rmSync(join(environment.dataDir, "database"), { recursive: true, force: true });
    return databases();
  }
  for (const schema of schemaNames) {
    const url = environment.databaseUrl(schema);
    if (url === undefined) continue;
    const owner = postgres(url, { max: 1, onnotice: () => {} });
    await owner.unsafe(`drop schema if exists ${schema} cascade`);
    await owner.end();
  }
  await migratePostgres(environment.databaseUrl, environment.databaseRoleSecret);
  return databases();
}

/** Answers with the databases to fill, or undefined when there is nothing to do. */
async function prepared(force: boolean, ifEmpty: boolean): Promise<Databases | undefined> {
  const open = await databases();
  const state = await stateOf(open);
  if (state === "empty") return open;
  if (force || (ifEmpty && state === "interrupted" && open.kind === "embedded")) return emptied();
  if (ifEmpty && state === "seeded") {
    console.log("The demo network is already there.");
    return undefined;
  }
  throw new Error(
    state === "seeded"
      ? "The database is already seeded. With --force everything in it is deleted and seeded anew."
      : "An earlier seeding was interrupted. With --force everything in the database is deleted and seeded anew.",
  );
}

/** The embedded database has no autovacuum, so nobody else would tell its planner what is in the tables. */
async function analyze(open: Databases): Promise<void> {
  if (open.kind !== "embedded") return;
  await open.of("platform").write(async (tx) => {
    await tx.execute(sql`reset role`);
    await tx.execute(sql`analyze`);
  });
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      scale: { type: "string", default: "1" },
      seed: { type: "string", default: "demo" },
      anchor: { type: "string" },
      "if-empty": { type: "boolean", default: false },
      force: { type: "boolean", default: false },
    },
  });
  const scale = Number(values.scale);
  const anchorDay = values.anchor ?? env().anchorDay ?? new Date().toISOString().slice(0, 10);
  if (!(scale > 0)) throw new Error("--scale takes a number above 0, such as 1 or 10.");
  if (Number.isNaN(Date.parse(anchorDay)) || !/^\d{4}-\d{2}-\d{2}$/.test(anchorDay)) {
    throw new Error(`The anchor day is a date like 2026-11-23, not "${anchorDay}".`);
  }
  if (env().mode !== "demo") throw new Error("The demo network is for APP_MODE=demo; this is production.");
  const startedAt = performance.now();
  const open = await prepared(values.force, values["if-empty"]);
  if (!open) return;
  if (open.kind === "embedded" && scale > 3) {
    throw new Error(
      "The embedded database holds one to three times the demo network: set DATABASE_URL for more.",
    );
  }
  console.log(`Seeding the demo network as of ${anchorDay} ...`);
  await seedDemoNetwork({
    of: (schema) => open.of(schema),
    anchorDay,
    seed: values.seed,
    scale,
    withAccounts: true,
    consumers,
    onProgress: (line) => console.log(`  ${line}`),
  });
  await analyze(open);
  console.log(`Seeded in ${Math.round((performance.now() - startedAt) / 1000)} s.`);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await closeDatabases();
}
