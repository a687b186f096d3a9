import { desc, eq, notInArray, sql } from "drizzle-orm";
import { z } from "zod";
import { logOf } from "@/db/schema/logs";
import type { ContextName } from "@/server/kernel/context-name";
import { DomainError, type ErrorCode, isTransient } from "@/server/kernel/errors";
import type { Call, ReadContext, VerbContext } from "../call";
import { staffWith } from "../policy";
import { router } from "../trpc";
import { inTransaction, reading, running, verb } from "../verb";
import type { Saga } from "./saga";
import { sagaWaits } from "./wake";

const listOutput = z.object({
  sagas: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      status: z.enum(["running", "waiting", "compensating", "done", "failed"]),
      /** The index of the step it stands at; the number of steps once it is done. */
      step: z.number().int(),
      steps: z.array(z.string()),
      failure: z.string().nullable(),
      startedAt: z.string(),
      updatedAt: z.string(),
      /** Nothing moves it on by itself: a person has to look. */
      stuck: z.boolean(),
    }),
  ),
});
const resumeInput = z.object({ id: z.uuid() });
const resumeOutput = z.object({ resumed: z.literal(true) });

const shown = 200;

/** `<context>.sagas`: what runs, waits or is stuck, the stuck first; and the way on for what is stuck or waits. */
export function sagaVerbs(context: ContextName, sagas: readonly Saga<object>[]) {
  return router({
    list: verb(context, staffWith("admin"))
      .output(listOutput)
      .query(reading((call: Call<ReadContext, unknown>) => listSagas(call, sagas))),
    resume: verb(context, staffWith("admin"))
      .input(resumeInput)
      .output(resumeOutput)
      .mutation(running(resumeSaga)),
  });
}

async function listSagas(
  { ctx }: Call<ReadContext, unknown>,
  known: readonly Saga<object>[],
): Promise<z.infer<typeof listOutput>> {
  const { sagas } = logOf(ctx.context);
  const found = await ctx.tx
    .select()
    .from(sagas)
    .where(notInArray(sagas.status, ["done", "failed"]))
    .orderBy(sql`${sagas.stuckAt} is null`, desc(sagas.startedAt))
    .limit(shown);
  return {
    sagas: found.map(({ id, name, status, step, failure, startedAt, updatedAt, stuckAt }) => ({
      id,
      name,
      status,
      step,
      steps: (known.find((saga) => saga.name === name)?.steps ?? []).map((each) => each.name),
      failure,
      startedAt: startedAt.toISOString(),
      updatedAt: updatedAt.toISOString(),
      stuck: stuckAt !== null,
    })),
  };
}

/**
 * Makes a stuck or waiting saga due now, with its tries counted anew; what was refused for good is asked anew. Refuses
 * with `not_found` and `conflict`.
 */
async function resumeSaga({
  ctx,
  input,
}: Call<VerbContext, z.infer<typeof resumeInput>>): Promise<z.infer<typeof resumeOutput>> {
  const { sagas } = logOf(ctx.context);
  await inTransaction(ctx, async ({ tx }) => {
    const [found] = await tx
      .select({ status: sagas.status, stuckAt: sagas.stuckAt, failure: sagas.failure })
      .from(sagas)
      .where(eq(sagas.id, input.id))
      .for("update");
    if (found === undefined) throw new DomainError("not_found");
    // One in the middle of a step has somebody at it.
    if (found.stuckAt === null && found.status !== "waiting") throw new DomainError("conflict");
    await tx
      .update(sagas)
      .set({
        dueAt: sql`clock_timestamp()`,
        stuckAt: null,
        attempt: 0,
        resumes: sql`${sagas.resumes} + ${stuckOnARefusal(found) ? 1 : 0}`,
        version: sql`${sagas.version} + 1`,
        // A person's word gives it as much time again.
        deadlineAt: sql`greatest(${sagas.deadlineAt}, clock_timestamp() + (${sagas.deadlineAt} - ${sagas.startedAt}))`,
      })
      .where(eq(sagas.id, input.id));
  });
  sagaWaits(ctx.context, 0);
  return { resumed: true };
}

/** Past its deadline, or after failures that pass, a call may have had its effect: it goes on under its key. */
function stuckOnARefusal({ stuckAt, failure }: { stuckAt: Date | null; failure: string | null }): boolean {
  if (stuckAt === null || failure === null || failure === "deadline_passed") return false;
  return !isTransient(failure as ErrorCode); // written by moved() from a refusal's code
}
