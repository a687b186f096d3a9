import { createHmac } from "node:crypto";
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { logOf } from "@/db/schema/logs";
import { actorName } from "@/server/kernel/actor";
import type { ContextName } from "@/server/kernel/context-name";
import { DomainError, type ErrorCode, type ErrorDetails, isTransient } from "@/server/kernel/errors";
import type { VerbContext } from "./call";
import { purposeKey, seal, unseal } from "./crypto";
import { refusalOf } from "./trpc";

/** Which command a key stands for: the same actor, verb and key mean the same effect, once. */
export interface CommandKey {
  context: ContextName;
  actor: string;
  verb: string;
  key: string;
  requestHash: Uint8Array;
}

export type Answer = { ok: true; value: unknown } | { ok: false; code: ErrorCode; details: ErrorDetails };

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, canonical(part)]),
  );
}

/** The command's key, or undefined when the caller sent none. A guest's key counts per hold, else per client. */
export function commandKey(ctx: VerbContext, input: unknown): CommandKey | undefined {
  if (ctx.idempotencyKey === undefined) return undefined;
  const holdId =
    input !== null && typeof input === "object" && "holdId" in input ? String(input.holdId) : undefined;
  const name = actorName(ctx.actor);
  return {
    context: ctx.context,
    actor: name === "guest" ? (holdId === undefined ? `client:${ctx.clientKey}` : `hold:${holdId}`) : name,
    verb: ctx.verb,
    key: ctx.idempotencyKey,
    requestHash: createHmac("sha256", purposeKey("requests"))
      .update(JSON.stringify(canonical(input)))
      .digest(),
  };
}

/**
 * Takes the key for the transaction's command. Undefined: it is ours, go on. Else it was used before: its answer,
 * `idempotency_key_reused` for another request, `command_in_progress` while the first still runs.
 */
export async function claimKey(tx: Tx, key: CommandKey, at: Date): Promise<Answer | undefined> {
  const { idempotencyKeys: table } = logOf(key.context);
  const claimed = await tx
    .insert(table)
    .values({ actor: key.actor, verb: key.verb, key: key.key, requestHash: key.requestHash, createdAt: at })
    .onConflictDoNothing()
    .returning({ key: table.key });
  if (claimed.length > 0) return undefined;
  const before = await answerBefore(tx, key);
  if (before === undefined) throw new DomainError("command_in_progress");
  return before;
}

/** The answer that the key stands for, undefined when it is new; refuses like `claimKey`, but claims nothing. */
export async function answerBefore(tx: Tx, key: CommandKey): Promise<Answer | undefined> {
  const [used] = await tx.select().from(logOf(key.context).idempotencyKeys).where(sameKey(key));
  if (used === undefined) return undefined;
  if (Buffer.compare(used.requestHash, key.requestHash) !== 0)
    throw new DomainError("idempotency_key_reused");
  if (used.answer === null) throw new DomainError("command_in_progress");
  return JSON.parse(unseal(purposeKey("answers"), used.answer).toString()) as Answer;
}

/** Keeps the command's answer beside its effect. */
export async function storeAnswer(tx: Tx, key: CommandKey, answer: Answer): Promise<void> {
  await tx
    .update(logOf(key.context).idempotencyKeys)
    .set({ answer: sealed(answer) })
    .where(sameKey(key));
}

/** Keeps the answer to a command of which nothing came, unless its key is used; false then. */
export async function keepRefusal(tx: Tx, key: CommandKey, refusal: Answer, at: Date): Promise<boolean> {
  const kept = await tx
    .insert(logOf(key.context).idempotencyKeys)
    .values({
      actor: key.actor,
      verb: key.verb,
      key: key.key,
      requestHash: key.requestHash,
      createdAt: at,
      answer: sealed(refusal),
    })
    .onConflictDoNothing()
    .returning({ key: logOf(key.context).idempotencyKeys.key });
  return kept.length > 0;
}

/** A refusal as it is kept under the command's key; undefined for one that may pass, or is about the key itself. */
export function finalRefusal(error: unknown): Answer | undefined {
  const { code, details } = refusalOf(error);
  return isTransient(code) || code.startsWith("idempotency_") ? undefined : { ok: false, code, details };
}

function sealed(answer: Answer): Uint8Array {
  return seal(purposeKey("answers"), JSON.stringify(answer));
}

/** Claiming a key as part of a larger statement: it returns a row when the key was free. */
export function claimClause(key: CommandKey, at: Date): SQL {
  return sql`insert into ${logOf(key.context).idempotencyKeys} (actor, verb, key, request_hash, created_at)
    values (${key.actor}, ${key.verb}, ${key.key}, ${key.requestHash}::bytea, ${at.toISOString()}::timestamptz)
    on conflict do nothing returning 1`;
}

/** Keeping the answer as part of a larger statement; undefined frees the key: nothing came of it. */
export function answerClause(key: CommandKey, answer: Answer | undefined, condition: SQL): SQL {
  const { idempotencyKeys: table } = logOf(key.context);
  return answer === undefined
    ? sql`delete from ${table} where ${sameKey(key)} and ${condition}`
    : sql`update ${table} set answer = ${sealed(answer)}::bytea where ${sameKey(key)} and ${condition}`;
}

function sameKey(key: CommandKey) {
  const { idempotencyKeys: table } = logOf(key.context);
  return and(eq(table.actor, key.actor), eq(table.verb, key.verb), eq(table.key, key.key));
}

/** Gives a stored answer again: its value, or the refusal it was. */
export function replay(answer: Answer): unknown {
  if (answer.ok) return answer.value;
  throw new DomainError(answer.code, answer.details);
}
