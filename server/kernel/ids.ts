import { randomBytes } from "node:crypto";

/** UUID version 7 (RFC 9562): time-ordered, so that indexes grow at one end. */
export function uuidV7(atMillis: number, random: Uint8Array = randomBytes(10)): string {
  const bytes = new Uint8Array(16);
  let time = BigInt(atMillis);
  for (let i = 5; i >= 0; i--) {
    bytes[i] = Number(time & 0xffn);
    time >>= 8n;
  }
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Buffer.from(bytes).toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** An order's reference as people read it aloud, `MC-7F3K-Q2`: 30 random bits in Crockford's base 32. */
export function orderReference(random: Uint8Array = randomBytes(6)): string {
  const letters = Array.from(random.subarray(0, 6), (byte) => crockford[byte & 31]).join("");
  return `MC-${letters.slice(0, 4)}-${letters.slice(4)}`;
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

export function isUuid(text: string): boolean {
  return uuid.test(text);
}
