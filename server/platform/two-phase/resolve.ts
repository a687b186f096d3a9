import { database, databases } from "@/db/client";
import type { VerbContext } from "../call";
import { logger } from "../logger";
import { abortPart, commitPart, partOf } from "./participant";

/** Nothing stands prepared for longer: it holds back the event feeds of every database in its cluster. */
export const preparedTooLongSeconds = 10;

/**
 * Looks at what stands prepared in a context's database. Whatever is too old raises the alarm; of ours, the log's
 * decision is asked for and done. Where it can't be asked, or has not been made, the part stays as it is. Answers
 * with how many it ended.
 */
export async function resolvePrepared(
  ctx: VerbContext,
  olderThanSeconds = preparedTooLongSeconds,
): Promise<number> {
  const db = await database(ctx.context);
  let ended = 0;
  for (const { gid, preparedAt } of await db.prepared()) {
    const ageSeconds = (ctx.now().getTime() - preparedAt.getTime()) / 1000;
    const part = partOf(gid);
    if (part !== undefined && part.context !== ctx.context) continue;
    if (ageSeconds < olderThanSeconds) continue;
    if (ageSeconds >= preparedTooLongSeconds) {
      logger.error(
        { alarm: "prepared_too_long", context: ctx.context, gid, ageSeconds },
        "prepared too long",
      );
    }
    if (part !== undefined && (await endAsDecided(ctx, part.id))) ended += 1;
  }
  return ended;
}

async function endAsDecided(ctx: VerbContext, id: string): Promise<boolean> {
  try {
    const { twoPhase } = await databases();
    return await twoPhase(async () => {
      const { decision } = await ctx.contexts.payment.twoPhase.decision.mutate({ id });
      if (decision === "preparing") return false;
      await (decision === "committed" ? commitPart(ctx, id) : abortPart(ctx, id, "resolved"));
      return true;
    });
  } catch (error) {
    logger.warn(
      { context: ctx.context, transactionId: id, err: error },
      "a prepared part waits for its decision",
    );
    return false;
  }
}
