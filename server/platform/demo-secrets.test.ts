import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { demoSecretsIn } from "./demo-secrets";
import { EnvironmentError, readEnvironment } from "./env";

let dir = "";
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "demo-secrets-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

test("a demo keeps its secrets between starts, and no two demos share them", () => {
  const first = demoSecretsIn(join(dir, "a"));
  expect(demoSecretsIn(join(dir, "a"))).toEqual(first);
  expect(demoSecretsIn(join(dir, "b")).AUTH_SECRET).not.toBe(first.AUTH_SECRET);
  expect(Buffer.from(first.MASTER_KEY, "base64")).toHaveLength(32);
});

test("nobody else on the machine can read them", () => {
  demoSecretsIn(dir);
  expect(statSync(join(dir, "secrets.json")).mode & 0o777).toBe(0o600);
});

test("a production start refuses each of them", () => {
  const secrets = demoSecretsIn(dir);
  const production = { APP_MODE: "production", DATABASE_URL: "postgres://db/x", PUBLIC_URL: "https://x.eu" };
  for (const name of ["AUTH_SECRET", "MASTER_KEY", "DATABASE_ROLE_SECRET"] as const) {
    expect(() => readEnvironment({ ...production, ...secrets })).toThrow(EnvironmentError);
    expect(() => readEnvironment({ ...production, ...secrets })).toThrow(`${name} is a demo value`);
  }
});
