import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { localDir } from "./state";

/** Two starts at once would make two clusters: the second waits until the first is through. */
export async function withServicesLock<T>(work: () => Promise<T>): Promise<T> {
  mkdirSync(localDir, { recursive: true });
  const file = join(localDir, "services.lock");
  const giveUpAt = Date.now() + 10 * 60_000;
  while (!take(file)) {
    if (Date.now() > giveUpAt)
      throw new Error(`Another start holds ${file} for ten minutes. Remove it if none runs.`);
    await pause(200);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    if (!holderIsAlive(file)) rmSync(file, { force: true });
    return false;
  }
}

function holderIsAlive(file: string): boolean {
  try {
    process.kill(Number(readFileSync(file, "utf8")), 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
