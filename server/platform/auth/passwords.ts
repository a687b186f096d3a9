import { hash, verify } from "@node-rs/argon2";

// Argon2id with 19 MiB, two passes, one lane: OWASP's first recommendation for it.
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const longest = 256;

export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

let decoy: Promise<string> | undefined;

/**
 * Whether the password belongs to the hash. An account that doesn't exist, or has no password, costs the same time
 * as one that does.
 */
export async function verifyPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword("no account has this password");
  const matches = await verify(stored ?? (await decoy), password.slice(0, longest));
  return matches && stored !== null && stored !== undefined && password.length <= longest;
}
