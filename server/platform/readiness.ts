import { Redis } from "@upstash/redis";
import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { schemaNames } from "@/server/kernel/context-name";
import { env } from "./env";

const patienceMillis = 2_000;

export interface Readiness {
  ready: boolean;
  dependencies: Record<string, "ok" | "away">;
}

async function answers(check: Promise<unknown>): Promise<"ok" | "away"> {
  const { promise: late, resolve } = Promise.withResolvers<"away">();
  const timer = setTimeout(() => resolve("away"), patienceMillis);
  const answer = check.then(
    () => "ok" as const,
    () => "away" as const,
  );
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/** Asks each thing that a request needs whether it is there; a cache that is away makes us slower, not unready. */
export async function readiness(): Promise<Readiness> {
  const { redis } = env();
  const checks: [string, Promise<unknown>][] = schemaNames.map((schema) => [
    `database.${schema}`,
    database(schema).then((db) => db.read((tx) => tx.execute(sql`select 1`))),
  ]);
  if (redis !== undefined) checks.push(["cache", new Redis({ ...redis, retry: false }).ping()]);
  const states = await Promise.all(
    checks.map(async ([name, check]) => [name, await answers(check)] as const),
  );
  const dependencies = Object.fromEntries(states);
  return { ready: states.every(([name, state]) => state === "ok" || name === "cache"), dependencies };
}
