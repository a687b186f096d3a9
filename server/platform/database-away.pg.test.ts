import { connect, createServer, type Server, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabases, useDatabases } from "@/db/client";
import { openPostgres } from "@/db/postgres";
import { callBy } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { env } from "./env";
import { readiness } from "./readiness";
import { refusalOf } from "./trpc";

freshDatabases();

/** Stands between us and PostgreSQL, and can be cut. */
class Wire {
  private sockets = new Set<Socket>();
  private server: Server | undefined;
  private port = 0;

  constructor(private readonly target: URL) {}

  async join(): Promise<number> {
    this.server = createServer((near) => {
      const far = connect(Number(this.target.port), this.target.hostname);
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.sockets.add(one);
        one.pipe(other);
        one.on("error", () => other.destroy());
        one.on("close", () => other.destroy());
      }
    });
    await new Promise<void>((resolve) => this.server?.listen(this.port, "127.0.0.1", resolve));
    const address = this.server.address();
    this.port = typeof address === "object" && address !== null ? address.port : 0;
    return this.port;
  }

  async cut(): Promise<void> {
    const closed = new Promise((resolve) => this.server?.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    this.sockets.clear();
    await closed;
  }
}

let wire: Wire;

beforeAll(async () => {
  const direct = env();
  wire = new Wire(new URL(direct.databaseUrl("platform") ?? ""));
  const port = await wire.join();
  await closeDatabases();
  useDatabases(
    openPostgres({
      databaseRoleSecret: direct.databaseRoleSecret,
      databaseUrl(schema) {
        const url = new URL(direct.databaseUrl(schema) ?? "");
        url.port = String(port);
        return url.href;
      },
    }),
  );
});
afterAll(() => wire.cut());

const look = () => callBy().contexts.location.places.search.query({ q: "gent" });

test("while the database is away verbs say so and ready is not; when it is back both recover by themselves", async () => {
  expect((await look()).places).toEqual([]);
  expect((await readiness()).ready).toBe(true);

  await wire.cut();
  const refusal = await look().catch(refusalOf);
  expect(refusal).toMatchObject({ code: "unavailable" });
  expect(await readiness()).toMatchObject({ ready: false, dependencies: { "database.location": "away" } });

  await wire.join();
  await expect.poll(async () => (await readiness()).ready, { timeout: 20_000 }).toBe(true);
  expect((await look()).places).toEqual([]);
});
