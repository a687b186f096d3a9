import { z } from "zod";
import { databases } from "@/db/client";
import type { Call, VerbContext } from "@/server/platform/call";
import { driveTwoPhase } from "../adapters/drive-two-phase";
import { handOverParts } from "../adapters/hand-over-parts";
import { claimUnfinished, decisionLog } from "../adapters/two-phase-log";

export const recoverTwoPhaseInput = z.object({
  /** No other process can be at one: nobody's claim is waited for. */
  alone: z.boolean(),
});
export const recoverTwoPhaseOutput = z.object({ ended: z.number().int(), left: z.number().int() });

/**
 * Takes two-phase commits that nobody is at to their end: undecided ones are aborted, decided ones told to the parts
 * that have not heard. Repeatable, and safe beside others that do the same.
 */
export async function recoverTwoPhase({
  ctx,
  input,
}: Call<VerbContext, z.infer<typeof recoverTwoPhaseInput>>): Promise<z.infer<typeof recoverTwoPhaseOutput>> {
  const { twoPhase } = await databases();
  const count = { ended: 0, left: 0 };
  await twoPhase(async () => {
    for (const { id, state } of await claimUnfinished(ctx, input.alone)) {
      const parts = handOverParts(ctx, id, undefined);
      const driven = await driveTwoPhase({ state, own: false }, parts, decisionLog(ctx, id), () => true);
      count[driven.ended ? "ended" : "left"] += 1;
    }
  });
  return count;
}
