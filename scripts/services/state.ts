import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const repoRoot = resolve(import.meta.dirname, "../..");
export const localDir = join(repoRoot, ".local");
const stateFile = join(localDir, "services.json");

/** What `start` made, so that later calls find it again. Passwords are for loopback only; the file is 0600. */
export type ServicesState = {
  postgres: { port: number; dir: string; superuserPassword: string; ownerPassword: string };
  /** A streaming replica of the cluster, once somebody asked for one. */
  replica?: { port: number };
  redis: { port: number; password: string };
  gateway: { port: number; token: string };
  /** Once Kafka was wanted here. */
  kafka?: { port: number; controllerPort: number; clusterId: string };
  secrets: { databaseRole: string; auth: string; master: string };
};

export function readState(): ServicesState | undefined {
  if (!existsSync(stateFile)) return undefined;
  return JSON.parse(readFileSync(stateFile, "utf8")) as ServicesState; // our own file, written below
}

export function writePrivateJson(name: string, value: unknown): void {
  mkdirSync(localDir, { recursive: true });
  const target = join(localDir, name);
  const draft = `${target}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, target);
}

export function writeState(state: ServicesState): void {
  writePrivateJson("services.json", state);
}

export function forgetState(): void {
  rmSync(stateFile, { force: true });
  rmSync(join(localDir, "env.json"), { force: true });
}

export function newSecret(bytes = 24, encoding: "hex" | "base64" | "base64url" = "hex"): string {
  return randomBytes(bytes).toString(encoding);
}

/** A directory outside the checkout, always the same for this checkout. */
export function fallbackDir(): string {
  const key = createHash("sha256").update(repoRoot).digest("hex").slice(0, 12);
  return join(tmpdir(), `mycomputer-${key}`);
}

/** A free port on loopback; with `wanted`, that one or a rejection. */
export function freePort(wanted = 0): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once("error", fail);
    server.listen(wanted, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") return fail(new Error("no port was given"));
      server.close(() => done(address.port));
    });
  });
}
