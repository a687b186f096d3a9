import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabases, useDatabases } from "@/db/client";
import { openPostgres } from "@/db/postgres";
import { callBy } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { Wire } from "@/test-support/wire";
import { env } from "./env";
import { readiness } from "./readiness";
import { refusalOf } from "./trpc";

freshDatabases();

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

// Each time another place: what was asked before is kept, and answered without the database.
let asked = 0;
const look = () => callBy().contexts.location.places.search.query({ q: `gent ${++asked}` });

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
