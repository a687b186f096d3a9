import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { issuers } from "@/server/platform/services/keys";
import { newAuthority, type Pem } from "./authority";

/** Writes a file so that whoever reads it sees the old one or the new one, never half of it. */
export function replaceFile(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

export function writePair(folder: string, pem: Pem): void {
  mkdirSync(folder, { recursive: true });
  replaceFile(join(folder, "cert.pem"), pem.cert);
  replaceFile(join(folder, "key.pem"), pem.key);
}

/**
 * A folder for the portal and each service: its certificate, the authority's, and the keys for service tokens. Each
 * may sign with its own key only, and knows the others' public halves.
 */
export async function writeServiceFolders(root: string): Promise<void> {
  const authority = await newAuthority("MyComputer development");
  const jwks = issuers.map((name) => {
    const { privateKey } = generateKeyPairSync("ed25519");
    return { ...privateKey.export({ format: "jwk" }), kid: `${name}-${Date.now()}`, issuers: [name] };
  });
  for (const name of issuers) {
    const folder = join(root, name);
    writePair(folder, await authority.issue(name));
    replaceFile(join(folder, "ca.pem"), authority.pem.cert);
    const keys = jwks.map((key) => (key.issuers.includes(name) ? key : { ...key, d: undefined }));
    replaceFile(join(folder, "service-keys.json"), `${JSON.stringify({ keys }, null, 2)}\n`);
  }
}

/** The settings that point a process at its folder. */
export function serviceFolderEnv(root: string, name: string): Record<string, string> {
  const folder = join(root, name);
  return {
    SERVICE_KEYS: join(folder, "service-keys.json"),
    SERVICE_TLS_CERT: join(folder, "cert.pem"),
    SERVICE_TLS_KEY: join(folder, "key.pem"),
    SERVICE_TLS_CA: join(folder, "ca.pem"),
  };
}
