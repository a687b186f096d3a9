import { and, eq, isNull, lt, sql } from "drizzle-orm";
import { twoPhaseLog } from "@/db/schema/payment";
import { DomainError } from "@/server/kernel/errors";
import { uuidV7 } from "@/server/kernel/ids";
import type { VerbContext } from "@/server/platform/call";
import { refusalOf } from "@/server/platform/trpc";
import { inTransaction } from "@/server/platform/verb";
import type { DecisionLog } from "./drive-two-phase";

/** How long whoever took one on may be at it before another may take it on too. */
const claimMillis = 8_000;

export type LoggedTwoPhase = typeof twoPhaseLog.$inferSelect;

/** Writes down that one begins. Of one kind and subject there is one at a time: `command_in_progress`. */
export async function beginTwoPhase(
  ctx: VerbContext,
  kind: string,
  subject: string,
): Promise<LoggedTwoPhase> {
  const startedAt = ctx.now();
  const [begun] = await inTransaction(ctx, ({ tx }) =>
    tx
      .insert(twoPhaseLog)
      .values({
        id: uuidV7(startedAt.getTime()),
        kind,
        subject,
        state: "preparing",
        correlationId: ctx.correlationId,
        startedAt,
        claimedUntil: sql`clock_timestamp() + make_interval(secs => ${claimMillis / 1000})`,
      })
      .onConflictDoNothing()
      .returning(),
  );
  if (begun === undefined) throw new DomainError("command_in_progress");
  return begun;
}

/** Takes on unfinished ones that nobody is at, each for itself: of two that try, the second finds it claimed. */
export function claimUnfinished(ctx: VerbContext, alone: boolean): Promise<LoggedTwoPhase[]> {
  return inTransaction(ctx, ({ tx }) =>
    tx
      .update(twoPhaseLog)
      .set({ claimedUntil: sql`clock_timestamp() + make_interval(secs => ${claimMillis / 1000})` })
      .where(
        and(
          isNull(twoPhaseLog.endedAt),
          alone ? undefined : lt(twoPhaseLog.claimedUntil, sql`clock_timestamp()`),
        ),
      )
      .returning(),
  );
}

/** The log as the driver of one two-phase commit writes it, each entry in a transaction of its own. */
export function decisionLog(ctx: VerbContext, id: string): DecisionLog {
  return {
    decide: (decision, refusal) =>
      inTransaction(ctx, async ({ tx }) => {
        await tx
          .update(twoPhaseLog)
          .set({
            state: decision,
            decidedAt: ctx.now(),
            refusal: refusal === undefined ? null : refusalOf(refusal).code,
          })
          .where(and(eq(twoPhaseLog.id, id), eq(twoPhaseLog.state, "preparing")));
        const [logged] = await tx
          .select({ state: twoPhaseLog.state })
          .from(twoPhaseLog)
          .where(eq(twoPhaseLog.id, id));
        if (logged === undefined || logged.state === "preparing") throw new Error(`${id} was not decided`);
        return logged.state;
      }),
    end: () =>
      inTransaction(ctx, async ({ tx }) => {
        await tx.update(twoPhaseLog).set({ endedAt: ctx.now() }).where(eq(twoPhaseLog.id, id));
      }),
  };
}

/**
 * What was decided, for a part that stands prepared. An id that the log doesn't know is written down as aborted
 * before that is said: presumed abort.
 */
export function decisionOn(ctx: VerbContext, id: string): Promise<LoggedTwoPhase["state"]> {
  return inTransaction(ctx, async ({ tx }) => {
    const at = ctx.now();
    await tx
      .insert(twoPhaseLog)
      .values({
        id,
        kind: "unknown",
        subject: id,
        state: "aborted",
        correlationId: ctx.correlationId,
        startedAt: at,
        decidedAt: at,
        endedAt: at,
        claimedUntil: at,
      })
      .onConflictDoNothing();
    const [logged] = await tx
      .select({ state: twoPhaseLog.state })
      .from(twoPhaseLog)
      .where(eq(twoPhaseLog.id, id));
    return logged?.state ?? "aborted";
  });
}
