import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { database, rows } from "@/db/client";
import { env } from "@/server/platform/env";
import { handOverDyingAt } from "@/test-support/dying";
import { leftPrepared, recoverNow, type Traces, tracesOf } from "@/test-support/hand-overs";
import { seedNetwork } from "@/test-support/network";
import { paidOrder } from "@/test-support/paid-order";
import { servicesEnv } from "@/test-support/services-env";
import { onPostgres } from "../on-postgres";
import type { Report } from "../run";

const runsPerLayout = 250;
const priceMinor = 25_000;
/** A hand-over's coordinator passes about this many moments at which it can die. */
const moments = 16;

interface Seen {
  runs: number;
  processesKilled: number;
  connectionsCut: number;
  handedOver: number;
  divergent: number;
  left: number;
}

/**
 * 500 hand-overs whose coordinator or participants die: the process by SIGKILL, the databases' connections cut, or
 * the coordinator stopped at each moment in turn. On one database, then on four. After recovery nothing is prepared,
 * and each order is handed over and paid, or neither.
 */
export async function run(report: Report, say: (line: string) => void): Promise<void> {
  const seen: Seen = { runs: 0, processesKilled: 0, connectionsCut: 0, handedOver: 0, divergent: 0, left: 0 };
  let crooked = 0;
  for (const layout of ["postgres", "postgres-four"] as const) {
    await onPostgres(async () => {
      await seedNetwork();
      for (let i = 0; i < runsPerLayout; i++) {
        await oneRun(i, seen, say);
        if ((i + 1) % 50 === 0) say(`${layout}: ${i + 1} runs, ${seen.divergent} divergent`);
      }
      crooked += await crookedPostings();
      portal?.kill();
    }, layout);
  }
  report("runs", seen.runs);
  report("divergent", seen.divergent);
  report("left-prepared", seen.left);
  report("crooked-postings", crooked);
  say(
    `${seen.processesKilled} processes killed, ${seen.connectionsCut} times connections cut, ${seen.handedOver} handed over`,
  );
}

async function oneRun(i: number, seen: Seen, say: (line: string) => void): Promise<void> {
  const order = await paidOrder(priceMinor);
  if (i % 20 === 0) {
    await killedProcess(order);
    seen.processesKilled += 1;
  } else if (i % 20 === 10) {
    await cutConnections(order);
    seen.connectionsCut += 1;
  } else {
    await handOverDyingAt(i % moments, order, priceMinor);
  }
  const left = await recovered();
  const traces = await tracesOf(order.id);
  seen.runs += 1;
  seen.left += left;
  if (traces.handedOver) seen.handedOver += 1;
  if (!isWhole(traces)) {
    seen.divergent += 1;
    say(`run ${i}, order ${order.id}: ${JSON.stringify(traces)}`);
  }
}

function isWhole({ handedOver, withCustomer, charged, allocatedMinor }: Traces): boolean {
  const facts = [handedOver, withCustomer, charged, allocatedMinor === priceMinor];
  return facts.every(Boolean) || (facts.every((fact) => !fact) && allocatedMinor === 0);
}

/** Recovers as often as it takes a dead process's connections to be noticed; answers with what is still prepared. */
async function recovered(): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    await recoverNow().catch(() => {});
    const left = await leftPrepared().catch(() => ["a connection was cut"]);
    if ((left.length === 0 && (await unfinished()) === 0) || attempt === 100) return left.length;
    await wait(50);
  }
}

async function unfinished(): Promise<number> {
  const payment = await database("payment");
  const query = sql`select id from payment.two_phase_log where ended_at is null`;
  return payment
    .read((tx) => rows(tx, query))
    .then(
      (found) => found.length,
      () => 1,
    );
}

interface Order {
  id: string;
  version: number;
}

let portal: ChildProcess | undefined;

/** A portal in a process of its own, started anew when the last one is gone. */
async function livingPortal(): Promise<ChildProcess> {
  if (portal !== undefined && isAlive(portal)) return portal;
  const stdio = ["ignore", "ignore", "ignore", "ipc"] as const;
  portal = fork("bench/soak/two-phase-desk.ts", { execArgv: ["--import", "tsx"], stdio: [...stdio] });
  await Promise.race([once(portal, "message"), once(portal, "exit")]);
  if (!isAlive(portal)) throw new Error("the portal's process did not start");
  return portal;
}

function isAlive({ exitCode, signalCode, connected }: ChildProcess): boolean {
  return exitCode === null && signalCode === null && connected;
}

/** Has the portal hand over, while something happens to it; it answers, dies, or says nothing for a while. */
async function handOverIn(child: ChildProcess, { id, version }: Order, meanwhile: () => Promise<void>) {
  const answer = Promise.race([once(child, "message"), once(child, "exit"), wait(2_000)]);
  child.send({ id, expectedVersion: version, priceMinor });
  await meanwhile();
  await answer;
}

async function killedProcess(order: Order): Promise<void> {
  const child = await livingPortal();
  await handOverIn(child, order, async () => {
    await wait(Math.random() * 150);
    child.kill("SIGKILL");
  });
}

/** Cuts every connection to one of the two participants' databases, a moment after the hand-over has begun. */
async function cutConnections(order: Order): Promise<void> {
  const superuser = postgres(servicesEnv().superuserUrl, { max: 1 });
  const context = Math.random() < 0.5 ? "payment" : "customer";
  const ours = new URL(env().databaseUrl(context) ?? "").pathname.slice(1);
  await superuser`select 1`;
  await handOverIn(await livingPortal(), order, async () => {
    await wait(Math.random() * 100);
    await superuser`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = ${ours} and application_name = ${`mycomputer-${context}`}`;
  });
  await superuser.end();
}

async function crookedPostings(): Promise<number> {
  const payment = await database("payment");
  const query = sql`select posting_id from payment.ledger_lines
    group by posting_id, currency having sum(amount_minor) <> 0`;
  return (await payment.read((tx) => rows(tx, query))).length;
}
