import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { servicesEnv } from "./services-env";

/** The environment of a database suite: nothing of the machine's own, a fixed day, files in a temporary folder. */
export const anchorDay = "2026-11-02";
export const layouts = ["pglite", "postgres", "postgres-four"] as const;
export type Layout = (typeof layouts)[number];

export const layout = layouts.find((name) => name === process.env.TEST_LAYOUT) ?? "pglite";

for (const name of Object.keys(process.env)) {
  if (/_URL$|^UPSTASH_|^OIDC_|^SMTP_|^MAPBOX_|^OTEL_|^KAFKA_|^KINESIS_/.test(name)) delete process.env[name];
}
const dataDir = mkdtempSync(join(tmpdir(), "mycomputer-test-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

Object.assign(process.env, {
  APP_MODE: "demo",
  ANCHOR_DAY: anchorDay,
  DATA_DIR: dataDir,
  AUTH_SECRET: "an-auth-secret-for-the-tests-alone-0123456789",
  MASTER_KEY: Buffer.alloc(32, 7).toString("base64"),
  // The context's logins belong to the whole cluster, so every suite on it uses the cluster's own secret.
  DATABASE_ROLE_SECRET:
    layout === "pglite" ? "a-role-secret-for-the-tests" : servicesEnv().one.DATABASE_ROLE_SECRET,
});

/** server/platform/env.ts reads once; variables have just been put in or taken out. */
export function forgetEnvironment(): void {
  (globalThis as { mycomputerEnvironment?: unknown }).mycomputerEnvironment = undefined;
}
