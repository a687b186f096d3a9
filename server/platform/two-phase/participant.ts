import { eq, sql } from "drizzle-orm";
import { database, type Tx } from "@/db/client";
import { logOf } from "@/db/schema/logs";
import type { ContextName } from "@/server/kernel/context-name";
import { DomainError } from "@/server/kernel/errors";
import type { VerbContext, WriteContext } from "../call";
import { hasDatabaseCode } from "../database-errors";
import { signal } from "../feed-signal";
import { logger } from "../logger";

const prefix = "mycomputer";

/** How a context's part of a two-phase commit is named in the database. */
export function gidOf(context: ContextName, id: string): string {
  return `${prefix}:${context}:${id}`;
}

/** Whose part a prepared transaction is; undefined where it is not one of ours. */
export function partOf(gid: string): { context: string; id: string } | undefined {
  const [ours, context, id, ...more] = gid.split(":");
  return ours === prefix && context !== undefined && id !== undefined && more.length === 0
    ? { context, id }
    : undefined;
}

/** What a wait for somebody's lock ends with: their work is under way (55P03). */
const lockNotAvailable = "55P03";

async function outcomeOf(tx: Tx, context: ContextName, id: string) {
  const { twoPhaseParticipations: table } = logOf(context);
  const [found] = await tx.select({ outcome: table.outcome }).from(table).where(eq(table.id, id));
  return found?.outcome;
}

async function isPrepared(context: ContextName, id: string): Promise<boolean> {
  const db = await database(context);
  return (await db.prepared()).some(({ gid }) => gid === gidOf(context, id));
}

/**
 * Does this context's part and leaves it prepared. Repeatable: what is prepared or committed stays so. An id that was
 * aborted before is refused with `conflict`; whoever holds what the part needs makes it `command_in_progress`.
 */
export async function preparePart(
  ctx: VerbContext,
  id: string,
  kind: string,
  work: (inside: WriteContext) => Promise<unknown>,
): Promise<void> {
  if (await isPrepared(ctx.context, id)) return;
  const db = await database(ctx.context);
  const before = await db.read((tx) => outcomeOf(tx, ctx.context, id));
  if (before === "committed") return;
  try {
    await db.prepare(gidOf(ctx.context, id), async (tx) => {
      await tx.execute(sql`select set_config('lock_timeout', '2s', true)`);
      if (!(await claimId(tx, ctx.context, id, kind, "committed"))) throw new DomainError("conflict");
      await work({ ...ctx, tx, appended: { events: 0 } });
    });
  } catch (error) {
    if (!hasDatabaseCode(error, lockNotAvailable)) throw error;
    throw new DomainError("command_in_progress", {}, error);
  }
}

async function claimId(
  tx: Tx,
  context: ContextName,
  id: string,
  kind: string,
  outcome: "committed" | "aborted",
): Promise<boolean> {
  const { twoPhaseParticipations: table } = logOf(context);
  const written = await tx
    .insert(table)
    .values({ id, kind, outcome })
    .onConflictDoNothing()
    .returning({ id: table.id });
  return written.length > 0;
}

/** Commits the prepared part, once; the relay is woken. Committing what was never prepared is a divergence. */
export async function commitPart(ctx: VerbContext, id: string): Promise<void> {
  const db = await database(ctx.context);
  if (await db.commitPrepared(gidOf(ctx.context, id))) {
    signal(`committed:${ctx.context}`);
    return;
  }
  if ((await db.read((tx) => outcomeOf(tx, ctx.context, id))) === "committed") return;
  throw diverged(ctx.context, id, "committed");
}

const abortAttempts = 20;

/** Aborts the part, prepared or not: an id that nobody knows is written down, so that a late prepare is refused. */
export async function abortPart(ctx: VerbContext, id: string, kind: string): Promise<void> {
  const db = await database(ctx.context);
  for (let attempt = 1; ; attempt++) {
    await db.rollbackPrepared(gidOf(ctx.context, id));
    try {
      const outcome = await db.write(async (tx) => {
        await tx.execute(sql`select set_config('lock_timeout', '500ms', true)`);
        await claimId(tx, ctx.context, id, kind, "aborted");
        return outcomeOf(tx, ctx.context, id);
      });
      if (outcome === "committed") throw diverged(ctx.context, id, "aborted");
      return;
    } catch (error) {
      // Its prepare is under way: it will be prepared in a moment, or gone.
      if (!hasDatabaseCode(error, lockNotAvailable) || attempt === abortAttempts) throw error;
    }
  }
}

function diverged(context: ContextName, id: string, asked: string): DomainError {
  logger.error({ alarm: "two_phase_diverged", context, transactionId: id, asked }, "parts do not agree");
  return new DomainError("conflict", { context, id });
}
