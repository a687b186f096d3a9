import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { contextNames } from "@/server/kernel/context-name";
import { env } from "@/server/platform/env";
import { freshDatabases } from "./database";
import { layout } from "./environment";

const databases = freshDatabases();

test("the suite runs on the layout that the project names", async () => {
  expect(databases().kind).toBe(layout === "pglite" ? "embedded" : "postgres");
  expect(env().embedded).toBe(layout === "pglite");
  const names = new Set<string>();
  for (const context of contextNames) {
    const inventory = await database(context);
    const [row] = await inventory.read((tx) =>
      rows<{ name: string }>(tx, sql`select current_database() as name`),
    );
    names.add(row?.name ?? "");
  }
  expect(names.size).toBe(layout === "postgres-four" ? 4 : 1);
});

test("every context works in its own role, and another context's tables are out of reach", async () => {
  for (const context of contextNames) {
    const own = await database(context);
    const [row] = await own.read((tx) => rows<{ role: string }>(tx, sql`select current_user as role`));
    expect(row?.role).toBe(`mc_${context}`);
    const other = context === "customer" ? "payment" : "customer";
    const peek = own.read((tx) => rows(tx, sql.raw(`select * from ${other}.events limit 1`)));
    await expect(peek).rejects.toThrow();
  }
});

test("PostGIS answers where the network lives", async () => {
  const location = await database("location");
  const meters = sql`select st_distance('POINT(3.72 51.05)'::geography, 'POINT(4.40 51.22)'::geography) as meters`;
  const [row] = await location.read((tx) => rows<{ meters: number }>(tx, meters));
  expect(Number(row?.meters)).toBeGreaterThan(50_000);
});
