import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import { env } from "./env";

type CipherKey = KeyObject | Uint8Array;

const ivBytes = 12;
const tagBytes = 16;

/** AES-256-GCM: nonce, tag, ciphertext in one. */
export function seal(key: CipherKey, clear: Uint8Array | string): Uint8Array {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  const body = Buffer.concat([cipher.update(clear), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

/** Opens what `seal` closed; throws if a byte was changed or the key is another. */
export function unseal(key: CipherKey, sealed: Uint8Array): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, ivBytes));
  decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()]);
}

const derived = new WeakMap<Uint8Array, Map<string, KeyObject>>();

/** A key for one purpose, derived from the master key (HKDF-SHA-256, RFC 5869), once a process. */
export function purposeKey(purpose: string): KeyObject {
  const { masterKey } = env();
  const keys = derived.get(masterKey) ?? new Map<string, KeyObject>();
  derived.set(masterKey, keys);
  const known = keys.get(purpose);
  if (known !== undefined) return known;
  const key = createSecretKey(new Uint8Array(hkdfSync("sha256", masterKey, new Uint8Array(), purpose, 32)));
  keys.set(purpose, key);
  return key;
}

/** A new key for one person's data, wrapped by the master key: erasing it erases all that it sealed. */
export function newWrappedKey(): Uint8Array {
  return seal(purposeKey("customer-keys"), randomBytes(32));
}

export function unwrapKey(wrapped: Uint8Array): KeyObject {
  return createSecretKey(unseal(purposeKey("customer-keys"), wrapped));
}

/** A link's secret part, derived so that it can be given again without being kept. */
export function linkToken(purpose: string, subject: string): string {
  return createHmac("sha256", purposeKey(`link:${purpose}`))
    .update(subject)
    .digest("base64url")
    .slice(0, 32);
}

/** What is stored of a link's secret part. */
export function tokenHash(token: string): Uint8Array {
  return createHash("sha256").update(token).digest();
}
