import { type ChildProcess, fork, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { freePort } from "@/scripts/services/state";
import { cloneDatabases } from "@/test-support/postgres";
import { servicesEnv } from "@/test-support/services-env";
import { percentile } from "./result";
import type { Bench } from "./run";

const perSecond = 10;
const steadySeconds = 15;
const warmUpBookings = 240;
/** Portal and floor take turns, so that what else the machine does meanwhile weighs on both alike. */
const turns = 4;
const bookingsPerTurn = 60;
const parallel = 8;

interface Free {
  serviceCenterId: string;
  method: "drop_off";
  start: string;
}

let client = 0;

/** Every call comes from a client of its own, as behind a proxy: the limits are not what is measured. */
async function call<Body>(base: string, method: string, path: string, body?: unknown): Promise<Body> {
  client += 1;
  const response = await fetch(`${base}/api/v1${path}`, {
    method,
    headers: {
      "content-type": "application/json",
      "idempotency-key": randomUUID(),
      "x-forwarded-for": `10.${(client >> 16) & 255}.${(client >> 8) & 255}.${client & 255}`,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return JSON.parse(text) as Body;
}

/** One free hour per centre and half day, so that no two bookings want the same lane. */
async function freeHours(base: string): Promise<Free[]> {
  const { serviceCenters } = await call<{ serviceCenters: { id: string }[] }>(
    base,
    "GET",
    "/service-centers",
  );
  const found: Free[] = [];
  for (const { id } of serviceCenters) {
    const from = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const path = `/service-centers/${id}/slots?method=drop_off&from=${from}&days=28`;
    const { days } = await call<{ days: { slots: { start: string; available: boolean }[] }[] }>(
      base,
      "GET",
      path,
    );
    for (const { slots } of days) {
      const free = slots.filter((slot) => slot.available);
      for (const slot of [free[0], free.at(-1)]) {
        if (slot !== undefined) found.push({ serviceCenterId: id, method: "drop_off", start: slot.start });
      }
    }
  }
  return found;
}

interface Repair {
  deviceId: string;
  faultId: string;
}

async function hold(base: string, free: Free): Promise<string> {
  return (await call<{ holdId: string }>(base, "POST", "/slot-holds", free)).holdId;
}

async function confirm(base: string, holdId: string, repair: Repair): Promise<void> {
  const contact = { name: "Bench", email: `bench-${randomUUID()}@example.org`, locale: "en" };
  await call(base, "POST", "/bookings", { holdId, ...repair, contact });
}

/** Seconds for so many bookings by a fixed number of people, each waiting for their answer. */
async function closedLoop(base: string, free: Free[], repair: Repair, bookings: number): Promise<number> {
  const left = free.splice(0, bookings);
  const began = performance.now();
  await Promise.all(
    Array.from({ length: parallel }, async () => {
      for (let next = left.pop(); next !== undefined; next = left.pop()) {
        await confirm(base, await hold(base, next), repair);
      }
    }),
  );
  return (performance.now() - began) / 1000;
}

/** Confirmations in milliseconds at a steady rate; the next starts on time whether or not the last has ended. */
async function steady(base: string, free: Free[], repair: Repair): Promise<number[]> {
  const millis: number[] = [];
  const open: Promise<void>[] = [];
  for (let n = 0; n < perSecond * steadySeconds; n++) {
    const next = free.pop();
    if (next === undefined) throw new Error("too few free hours");
    open.push(
      hold(base, next).then(async (holdId) => {
        const began = performance.now();
        await confirm(base, holdId, repair);
        millis.push(performance.now() - began);
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 1000 / perSecond));
  }
  await Promise.all(open);
  return millis;
}

async function started(child: ChildProcess): Promise<ChildProcess> {
  await Promise.race([
    once(child, "message"),
    once(child, "exit").then(() => Promise.reject(new Error("a server of the bench did not start"))),
  ]);
  return child;
}

async function seed(env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, ["--import", "tsx", "db/seed/run.ts"], { env, stdio: "ignore" });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error("the demo network could not be filled");
}

type Program = "server/main.ts" | "bench/plain-sql-server.ts";

/** Hold and confirm on PostgreSQL, on the built portal, beside bare SQL on a database alike. */
export const run: Bench = async (report, say) => {
  // A database each: the portal's relays would number the floor's events too.
  const clones = {
    "server/main.ts": await cloneDatabases("postgres"),
    "bench/plain-sql-server.ts": await cloneDatabases("postgres"),
  };
  const envFor = (program: Program): NodeJS.ProcessEnv => ({
    ...process.env,
    ...servicesEnv().one,
    ...clones[program].env,
    UPSTASH_REDIS_REST_URL: "",
    UPSTASH_REDIS_REST_TOKEN: "",
    APP_MODE: "demo",
    NODE_ENV: "production",
    HOST: "127.0.0.1",
    TRUSTED_PROXY_HOPS: "1",
    LOG_LEVEL: "error",
  });
  const served: Partial<Record<Program, ChildProcess>> = {};
  const serve = async (program: Program): Promise<string> => {
    const port = await freePort();
    const child = fork(program, [], {
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      execArgv: ["--import", "tsx"],
      env: { ...envFor(program), PORT: String(port) },
    });
    served[program] = child;
    await started(child);
    return `http://127.0.0.1:${port}`;
  };
  try {
    say("filling two demo networks on PostgreSQL");
    await Promise.all([seed(envFor("server/main.ts")), seed(envFor("bench/plain-sql-server.ts"))]);
    const portal = await serve("server/main.ts");
    const plain = await serve("bench/plain-sql-server.ts");
    const repair = await anyRepair(portal);
    const free = await freeHours(portal);
    say(`${free.length} free hours; warming up`);
    await closedLoop(portal, free, repair, warmUpBookings);
    await closedLoop(plain, free, repair, warmUpBookings);
    say(`${perSecond} bookings a second for ${steadySeconds} s`);
    const millis = await steady(portal, free, repair);
    report("confirm-p50-milliseconds", percentile(millis, 0.5));
    say(`p90 ${percentile(millis, 0.9).toFixed(1)} ms, p99 ${percentile(millis, 0.99).toFixed(1)} ms`);
    const seconds = { portal: 0, plain: 0 };
    for (let turn = 0; turn < turns; turn++) {
      seconds.portal += await closedLoop(portal, free, repair, bookingsPerTurn);
      // Its mails and projections go on after its turn, and would weigh on the floor's.
      served["server/main.ts"]?.kill("SIGSTOP");
      seconds.plain += await closedLoop(plain, free, repair, bookingsPerTurn);
      served["server/main.ts"]?.kill("SIGCONT");
    }
    const made = turns * bookingsPerTurn;
    report("bookings-per-second", made / seconds.portal, made / seconds.plain);
  } finally {
    for (const child of Object.values(served)) {
      child.kill("SIGTERM");
      await once(child, "exit");
    }
    for (const clone of Object.values(clones)) await clone.drop();
  }
};

async function anyRepair(base: string): Promise<Repair> {
  const { devices } = await call<{ devices: { id: string }[] }>(base, "GET", "/devices?q=thinkpad");
  const deviceId = devices[0]?.id ?? "";
  const { faults } = await call<{ faults: { id: string }[] }>(base, "GET", `/faults?deviceId=${deviceId}`);
  return { deviceId, faultId: faults[0]?.id ?? "" };
}
