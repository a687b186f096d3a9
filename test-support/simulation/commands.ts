import { DomainError, isTransient } from "@/server/kernel/errors";
import { type Answer, replay } from "@/server/platform/idempotency";
import { refusalOf } from "@/server/platform/trpc";
import type { Store, Transaction } from "./store";
import { joinable } from "./world";

/** One transaction that verbs of its context join; what failed in one of them can't be caught away. */
export interface Shared {
  tx: Transaction;
  failure?: { error: unknown };
}

export interface StoredKey {
  request: string;
  answer: Answer | undefined;
}

export interface CallKey {
  /** The key's row: verb and key. */
  row: string;
  request: string;
}

/** As writing() in server/platform/verb.ts: effect, key and answer commit together; final refusals are kept. */
export async function writing<T>(
  store: Store,
  key: CallKey | undefined,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const shared = joinable() as Shared | undefined;
  if (shared !== undefined && shared.tx.store === store) return joining(shared, work);
  if (key === undefined) return store.write(work);
  const { faults } = store.world;
  try {
    if (faults.has("dedupe_outside_the_transaction")) return await claimedBefore(store, key, work);
    if (faults.has("key_stored_after_the_effect")) return await storedAfter(store, key, work);
    return await store.write(async (tx) => {
      const before = await claimKey(tx, key);
      if (before !== undefined) return replay(before) as T; // stored by this very verb
      const value = await work(tx);
      tx.put(key.row, { request: key.request, answer: { ok: true, value } } satisfies StoredKey);
      return value;
    });
  } catch (error) {
    await keepRefusal(store, key, error);
    throw error;
  }
}

async function joining<T>(shared: Shared, work: (tx: Transaction) => Promise<T>): Promise<T> {
  try {
    return await work(shared.tx);
  } catch (error) {
    shared.failure = { error };
    throw error;
  }
}

/** As claimKey(): undefined when the key is ours now. */
async function claimKey(tx: Transaction, key: CallKey): Promise<Answer | undefined> {
  const before = await tx.lock<StoredKey>(key.row);
  if (before === undefined) {
    tx.put(key.row, { request: key.request, answer: undefined } satisfies StoredKey);
    return undefined;
  }
  return answerIn(before, key.request);
}

export function answerIn(before: StoredKey, request: string): Answer {
  if (before.request !== request) throw new DomainError("idempotency_key_reused");
  if (before.answer === undefined) throw new DomainError("command_in_progress");
  return before.answer;
}

async function keepRefusal(store: Store, key: CallKey, error: unknown): Promise<void> {
  const { code, details } = refusalOf(error);
  const { faults } = store.world;
  const keep = faults.has("passing_refusal_kept") ? true : !isTransient(code);
  if (!keep || code.startsWith("idempotency_")) return;
  await store.write(async (tx) => {
    const before = await tx.lock<StoredKey>(key.row);
    if (before === undefined)
      tx.put(key.row, { request: key.request, answer: { ok: false, code, details } } satisfies StoredKey);
  });
}

/** Planted: the key is taken in a transaction of its own, and whoever finds it believes the effect was had. */
async function claimedBefore<T>(store: Store, key: CallKey, work: (tx: Transaction) => Promise<T>) {
  const first = await store.write((tx) => tx.insert(key.row, { request: key.request, answer: undefined }));
  if (!first) {
    const { answer } = store.rows.get(key.row) as StoredKey;
    if (answer === undefined) throw new DomainError("command_in_progress");
    return replay(answer) as T;
  }
  return store.write(async (tx) => {
    const value = await work(tx);
    await tx.set(key.row, { request: key.request, answer: { ok: true, value } } satisfies StoredKey);
    return value;
  });
}

/** Planted: the key is looked up and stored beside the effect's transaction. */
async function storedAfter<T>(store: Store, key: CallKey, work: (tx: Transaction) => Promise<T>) {
  const before = store.rows.get(key.row) as StoredKey | undefined;
  if (before !== undefined) return replay(answerIn(before, key.request)) as T;
  const value = await store.write(work);
  await store.write((tx) =>
    tx.set(key.row, { request: key.request, answer: { ok: true, value } } satisfies StoredKey),
  );
  return value;
}
