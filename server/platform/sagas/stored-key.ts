import type { CommandKey } from "../idempotency";

/** A command's key as a saga's state carries it. */
export type StoredKey = Omit<CommandKey, "requestHash"> & { requestHash: string };

export function stored(key: CommandKey): StoredKey {
  return { ...key, requestHash: Buffer.from(key.requestHash).toString("base64") };
}

export function revived(key: StoredKey): CommandKey {
  return { ...key, requestHash: Buffer.from(key.requestHash, "base64") };
}
