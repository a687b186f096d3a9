import { createHash } from "node:crypto";

/** A short name for exactly these facts, in exactly this order. */
export function digestOf(facts: unknown): string {
  return createHash("sha256").update(JSON.stringify(facts)).digest("base64url");
}
