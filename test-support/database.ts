import { afterAll, beforeAll } from "vitest";
import { closeDatabases, type Databases, databases } from "@/db/client";
import { forgetEnvironment, layout } from "./environment";
import { openFreshPglite } from "./pglite";
import { cloneDatabases, type SuiteDatabases } from "./postgres";

/**
 * Gives the suite that calls it, at its top level, databases of its own: migrated, empty, gone afterwards. Which
 * kind is the project's choice (vitest.config.ts); `database(schema)` of db/client then reaches them.
 */
export function freshDatabases(): () => Databases {
  let opened: Databases | undefined;
  let clones: SuiteDatabases | undefined;
  let doors: { close: () => Promise<void> } | undefined;

  beforeAll(async () => {
    if (layout === "pglite") {
      opened = await openFreshPglite();
      return;
    }
    clones = await cloneDatabases(layout);
    Object.assign(process.env, clones.env);
    forgetEnvironment();
    opened = await databases();
    if (process.env.TEST_CONTEXTS === "apart") doors = await (await import("./services")).openServiceDoors();
  });

  afterAll(async () => {
    await doors?.close();
    await closeDatabases();
    await clones?.drop();
    for (const name of Object.keys(clones?.env ?? {})) delete process.env[name];
    forgetEnvironment();
  });

  return () => {
    if (!opened) throw new Error("the suite's databases are open in its tests and hooks only");
    return opened;
  };
}
