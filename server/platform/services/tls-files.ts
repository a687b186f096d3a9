import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { env } from "@/server/platform/env";
import { logger } from "@/server/platform/logger";

/** A service's certificate, its key and the authority that both sides trust, as PEM. */
export interface TlsMaterial {
  cert: Buffer;
  key: Buffer;
  ca: Buffer;
  /** Another one for each renewal. */
  revision: number;
}

const looksEveryMillis = 500;
const kept: { material?: TlsMaterial; stamp: string; files: string; lookedAt: number } = {
  stamp: "",
  files: "",
  lookedAt: 0,
};

/** The files as they are now, read again when they change; undefined where none are set. */
export function tlsMaterial(): TlsMaterial | undefined {
  const files = env().serviceTls;
  if (files === undefined) return undefined;
  const names = Object.values(files).join("|");
  if (names !== kept.files)
    Object.assign(kept, { files: names, material: undefined, stamp: "", lookedAt: 0 });
  if (kept.material !== undefined && Date.now() - kept.lookedAt < looksEveryMillis) return kept.material;
  kept.lookedAt = Date.now();
  try {
    const stamp = Object.values(files).map(stampOf).join("|");
    if (stamp === kept.stamp && kept.material !== undefined) return kept.material;
    kept.material = { ...readPair(files), revision: (kept.material?.revision ?? 0) + 1 };
    kept.stamp = stamp;
  } catch (error) {
    // Certificate and key are two files, so a renewal may be seen half done: the pair before serves on.
    if (kept.material === undefined) throw error;
    logger.warn({ err: error }, "the renewed certificate can't be used yet");
  }
  return kept.material;
}

function stampOf(path: string): string {
  const { mtimeMs, size, ino } = statSync(path);
  return `${mtimeMs}:${size}:${ino}`;
}

function readPair(files: { cert: string; key: string; ca: string }): Omit<TlsMaterial, "revision"> {
  const [cert, key, ca] = [readFileSync(files.cert), readFileSync(files.key), readFileSync(files.ca)];
  if (!new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))) {
    throw new Error("SERVICE_TLS_CERT and SERVICE_TLS_KEY do not belong together");
  }
  return { cert, key, ca };
}
