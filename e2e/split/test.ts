import postgres from "postgres";
import { portalEnv, type Service, serviceEnv, services } from "@/scripts/split/layout";
import { killProcess, type RunningProcess, startProcess, stopProcesses } from "@/scripts/split/processes";
import { test as journeys } from "../support/test";
import { type KeptLayout, keptLayout } from "./layout";

export { expect } from "../support/test";

/** A service takes some seconds to start, and whoever called it asks again after some more. */
export const catchesUp = { timeout: 60_000 };

/** The five processes of a journey. A service that it killed is there again when the next one begins. */
export class Split {
  readonly #running = new Map<Service, RunningProcess>();
  readonly #connections = new Map<Service, postgres.Sql>();

  constructor(readonly layout: KeptLayout) {}

  /** Customer comes after those that it copies from, so that it has its copies at once. */
  async startAll(): Promise<void> {
    await Promise.all((["inventory", "payment", "location"] as const).map((name) => this.start(name)));
    await Promise.all([
      this.start("customer"),
      startProcess("portal", ["server/main.ts"], portalEnv(this.layout), this.layout.logs),
    ]);
  }

  async start(name: Service): Promise<void> {
    if (this.#running.has(name)) return;
    const env = { ...serviceEnv(this.layout, name), LOG_LEVEL: "info" };
    this.#running.set(name, await startProcess(name, ["server/service.ts", name], env, this.layout.logs));
  }

  /** As a crash would. */
  async kill(name: Service): Promise<void> {
    const process = this.#running.get(name);
    if (process === undefined) throw new Error(`${name} does not run`);
    await killProcess(process);
    this.#running.delete(name);
  }

  async startMissing(): Promise<void> {
    await Promise.all(services.map((name) => this.start(name)));
  }

  /** A service's database as its owner: to see what no screen shows, and to plant what a person then mends. */
  of(name: Service): postgres.Sql {
    const url = this.layout.four[`${name.toUpperCase()}_DATABASE_URL`] ?? "";
    const open = this.#connections.get(name) ?? postgres(url, { max: 1, onnotice: () => undefined });
    this.#connections.set(name, open);
    return open;
  }

  async stop(): Promise<void> {
    for (const sql of this.#connections.values()) await sql.end({ timeout: 2 });
    await stopProcesses();
  }
}

export const test = journeys.extend<{ whole: undefined }, { split: Split }>({
  split: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const split = new Split(keptLayout());
      try {
        await split.startAll();
        await use(split);
      } finally {
        await split.stop();
      }
    },
    { scope: "worker", timeout: 180_000 },
  ],
  baseURL: async ({ split }, use) => use(`http://localhost:${split.layout.portalPort}`),
  whole: [
    async ({ split }, use) => {
      await use(undefined);
      await split.startMissing();
    },
    { auto: true },
  ],
});
