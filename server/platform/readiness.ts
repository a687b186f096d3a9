import { Redis } from "@upstash/redis";
import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { type ContextName, contextNames, schemaNames } from "@/server/kernel/context-name";
import { env } from "./env";
import { listens } from "./listens";
import { requestService } from "./services/transport";

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

/** A service's own word on whether it is ready. */
async function serviceIsReady(context: ContextName): Promise<void> {
  const signal = AbortSignal.timeout(patienceMillis);
  const answer = await requestService(context, {
    method: "GET",
    path: "/api/health/ready",
    headers: {},
    signal,
  });
  answer.resume();
  if (answer.statusCode !== 200) throw new Error(`${context} is not ready`);
}

const smtpPorts: Record<string, number> = { "smtp:": 587, "smtps:": 465 };

function mailServer(smtpUrl: string): string {
  const { protocol, hostname, port } = new URL(smtpUrl);
  return `${hostname}:${port || smtpPorts[protocol]}`;
}

/**
 * Asks each thing that a request or an event needs whether it is there. A cache, a broker or a mail server that is
 * away makes us slower, not unready, and without a context that runs elsewhere the others still answer.
 */
export async function readiness(): Promise<Readiness> {
  const { redis, holds, contextUrl, service, transport, smtp } = env();
  const checks: [string, Promise<unknown>][] = schemaNames
    .filter((schema) => holds(schema))
    .map((schema) => [
      `database.${schema}`,
      database(schema).then((db) => db.read((tx) => tx.execute(sql`select 1`))),
    ]);
  if (service === undefined) {
    for (const context of contextNames) {
      if (contextUrl(context) !== undefined) checks.push([`service.${context}`, serviceIsReady(context)]);
    }
  }
  if (redis !== undefined) checks.push(["cache", new Redis({ ...redis, retry: false }).ping()]);
  if (transport.kind === "kafka") {
    const anyBroker = transport.brokers.map((broker) => listens(broker, patienceMillis));
    checks.push(["kafka", Promise.any(anyBroker)]);
  }
  if (smtp !== undefined) checks.push(["mail", listens(mailServer(smtp.url), patienceMillis)]);
  const states = await Promise.all(
    checks.map(async ([name, check]) => [name, await answers(check)] as const),
  );
  const dependencies = Object.fromEntries(states);
  const ready = states.every(([name, state]) => state === "ok" || !name.startsWith("database."));
  return { ready, dependencies };
}
