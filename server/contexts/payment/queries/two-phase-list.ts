import { desc, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { twoPhaseLog } from "@/db/schema/payment";
import type { Call, ReadContext } from "@/server/platform/call";
import { preparedTooLongSeconds } from "@/server/platform/two-phase/resolve";

export const twoPhaseListOutput = z.object({
  transactions: z.array(
    z.object({
      id: z.uuid(),
      kind: z.string(),
      state: z.enum(["preparing", "committing", "aborting", "committed", "aborted"]),
      startedAt: z.string(),
      ageSeconds: z.number(),
      /** Whether it has been under way for longer than anything may stand prepared. */
      alarm: z.boolean(),
    }),
  ),
});

const shown = 50;
const telling = { preparing: "preparing", committed: "committing", aborted: "aborting" } as const;

/** Two-phase commits, those under way first, then the last ones. */
export async function twoPhaseList({
  ctx,
}: Call<ReadContext, unknown>): Promise<z.infer<typeof twoPhaseListOutput>> {
  const logged = await ctx.tx
    .select()
    .from(twoPhaseLog)
    .orderBy(desc(isNull(twoPhaseLog.endedAt)), desc(sql`${twoPhaseLog.startedAt}`))
    .limit(shown);
  return {
    transactions: logged.map(({ id, kind, state, startedAt, endedAt }) => {
      const ageSeconds = ((endedAt ?? ctx.now()).getTime() - startedAt.getTime()) / 1000;
      return {
        id,
        kind,
        state: endedAt === null ? telling[state] : state,
        startedAt: startedAt.toISOString(),
        ageSeconds,
        alarm: endedAt === null && ageSeconds > preparedTooLongSeconds,
      };
    }),
  };
}
