import { z } from "zod";
import type { Call, VerbContext } from "@/server/platform/call";
import { decisionOn } from "../adapters/two-phase-log";

export const twoPhaseDecisionInput = z.object({ id: z.uuid() });
export const twoPhaseDecisionOutput = z.object({ decision: z.enum(["preparing", "committed", "aborted"]) });

/** What the log says of a two-phase commit, for a context whose part stands prepared. Unknown ones are aborted. */
export async function twoPhaseDecision({
  ctx,
  input,
}: Call<VerbContext, z.infer<typeof twoPhaseDecisionInput>>): Promise<
  z.infer<typeof twoPhaseDecisionOutput>
> {
  return { decision: await decisionOn(ctx, input.id) };
}
