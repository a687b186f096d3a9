import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export type DemoSecrets = { AUTH_SECRET: string; MASTER_KEY: string; DATABASE_ROLE_SECRET: string };

/**
 * Secrets of this one demo installation, made at its first start and kept beside its data. They begin with "demo",
 * so that a production start can tell and refuse them.
 */
export function demoSecretsIn(dataDir: string): DemoSecrets {
  const file = join(dataDir, "secrets.json");
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    createOnce(file, `${JSON.stringify(newSecrets(), null, 2)}\n`);
  }
  return JSON.parse(readFileSync(file, "utf8")) as DemoSecrets; // our own file
}

function newSecrets(): DemoSecrets {
  return {
    AUTH_SECRET: `demo-${randomBytes(32).toString("base64url")}`,
    DATABASE_ROLE_SECRET: `demo-${randomBytes(32).toString("base64url")}`,
    MASTER_KEY: Buffer.concat([Buffer.from("demo", "base64"), randomBytes(29)]).toString("base64"),
  };
}

/** Two processes may start at once: the second keeps what the first wrote. */
function createOnce(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
}
