import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { z } from "zod";
import { contextNames } from "@/server/kernel/context-name";
import { purposeKey } from "@/server/platform/crypto";
import { env } from "@/server/platform/env";

/** Who may sign a call: a context, or the portal for the people in front of it. */
export const issuers = ["portal", ...contextNames] as const;
export type Issuer = (typeof issuers)[number];

const jwk = z.object({
  kty: z.literal("OKP"),
  crv: z.literal("Ed25519"),
  kid: z.string().min(1),
  x: z.string().min(1),
  /** Present only where this process may sign with the key. */
  d: z.string().optional(),
  issuers: z.array(z.enum(issuers)).min(1),
});
const jwks = z.object({ keys: z.array(jwk).min(1) });

export interface ServiceKey {
  kid: string;
  issuers: readonly Issuer[];
  publicKey: KeyObject;
  privateKey: KeyObject | undefined;
}

/** Keys in the form of RFC 7517, each with the issuers that may use it. */
export function parseServiceKeys(text: string): ServiceKey[] {
  return jwks.parse(JSON.parse(text)).keys.map(({ kid, issuers: allowed, d, ...rest }) => ({
    kid,
    issuers: allowed,
    publicKey: createPublicKey({ format: "jwk", key: rest }),
    privateKey: d === undefined ? undefined : createPrivateKey({ format: "jwk", key: { ...rest, d } }),
  }));
}

/** A key of a demo's own, made from its master key: the same in each process that shares its secrets. */
function demoServiceKey(): ServiceKey {
  // PKCS #8 of an Ed25519 key is this prefix and the seed (RFC 8410, 7).
  const prefix = Buffer.from("302e020100300506032b657004220420", "hex");
  const der = Buffer.concat([prefix, purposeKey("service-tokens").export()]);
  const privateKey = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  return { kid: "demo", issuers, privateKey, publicKey: createPublicKey(privateKey) };
}

const looksEveryMillis = 1_000;
const kept: { source?: string; lookedAt: number; changedAt: number; keys: ServiceKey[] } = {
  lookedAt: 0,
  changedAt: 0,
  keys: [],
};

/** The keys as they are now. A file of keys is read again when it changes, so that keys rotate without a restart. */
export function serviceKeys(): readonly ServiceKey[] {
  const source = env().serviceKeys ?? "demo";
  const sameSource = kept.source === source;
  if (sameSource && (!isFile(source) || Date.now() - kept.lookedAt < looksEveryMillis)) return kept.keys;
  const changedAt = isFile(source) ? statSync(/* turbopackIgnore: true */ source).mtimeMs : 0;
  if (!sameSource || changedAt !== kept.changedAt) {
    kept.keys = source === "demo" ? [demoServiceKey()] : parseServiceKeys(textOf(source));
  }
  Object.assign(kept, { source, lookedAt: Date.now(), changedAt });
  return kept.keys;
}

function isFile(source: string): boolean {
  return source !== "demo" && !source.startsWith("{");
}

function textOf(source: string): string {
  return isFile(source) ? readFileSync(source, "utf8") : source;
}
