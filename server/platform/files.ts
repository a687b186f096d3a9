import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DomainError } from "@/server/kernel/errors";
import { env } from "./env";

/**
 * Where files are kept. Whoever writes one encrypts it first: the store sees ciphertext only. Keys are paths of
 * lower-case words, digits and hyphens (`photos/0190a0b0-….bin`).
 */
export interface FileStore {
  /** Whole or not at all: a reader never sees half a file. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Refuses with `not_found`. */
  get(key: string): Promise<Uint8Array>;
  /** Removing what is gone already is fine. */
  remove(key: string): Promise<void>;
}

const keyShape = /^[a-z0-9-]+(\/[a-z0-9-]+)*(\.[a-z0-9]+)?$/;

/** The store of this installation: a directory beside the data. */
export function files(): FileStore {
  return directoryStore(join(env().dataDir, "files"));
}

function directoryStore(directory: string): FileStore {
  const pathOf = (key: string): string => {
    if (!keyShape.test(key)) throw new Error(`not a file key: ${key}`);
    return join(directory, key);
  };
  return {
    async put(key, bytes) {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true });
      const partial = `${path}.${process.pid}.partial`;
      await writeFile(partial, bytes, { flush: true, mode: 0o600 });
      await rename(partial, path);
    },
    async get(key) {
      return readFile(pathOf(key)).catch((error: NodeJS.ErrnoException) => {
        throw error.code === "ENOENT" ? new DomainError("not_found", {}, error) : error;
      });
    },
    async remove(key) {
      await rm(pathOf(key), { force: true });
    },
  };
}
