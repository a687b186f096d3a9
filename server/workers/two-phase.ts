import type { ContextName } from "@/server/kernel/context-name";
import type { VerbContext } from "@/server/platform/call";
import { env } from "@/server/platform/env";
import { contextsHere } from "@/server/platform/here";
import { logger } from "@/server/platform/logger";
import { resolvePrepared } from "@/server/platform/two-phase/resolve";
import { PreparingDisabledError, refuseWithoutPreparing } from "@/server/platform/two-phase/setting";
import { callContext } from "@/server/routers/contexts";

/** Payment coordinates, Customer takes part; each looks after what stands prepared in its own database. */
const takingPart = (): ContextName[] =>
  contextsHere().filter((context) => ["payment", "customer"].includes(context));
const lookMillis = 2_000;
const snapshotMillis = 60 * 60 * 1000;

function contextOf(context: ContextName): VerbContext {
  const verb = `${context}.worker.twoPhase`;
  const caller = { clientKey: `worker:${context}`, correlationId: "worker-two-phase", locale: "en" };
  return {
    ...callContext({ ...caller, actor: { kind: "service", context, onBehalfOf: { kind: "system" } } }),
    context,
    verb,
  };
}

/** Ends the process where a database can't prepare: better no start than a till that fails. */
export async function stopWithoutPreparing(): Promise<void> {
  try {
    await refuseWithoutPreparing(takingPart());
  } catch (error) {
    if (!(error instanceof PreparingDisabledError)) throw error;
    logger.fatal(error.message);
    process.exit(78); // EX_CONFIG of sysexits.h, as for an environment that can't be used
  }
}

/** One look: the coordinator's unfinished ones, then what stands prepared in each context. `alone`: waits for nobody. */
export async function recoverOnce(
  alone: boolean,
  contexts: readonly ContextName[] = takingPart(),
): Promise<void> {
  for (const context of contexts) {
    const ctx = contextOf(context);
    try {
      if (context === "payment") await ctx.contexts.payment.twoPhase.recover.mutate({ alone });
      await resolvePrepared(ctx, alone ? 0 : undefined);
    } catch (error) {
      logger.error({ context, err: error }, "two-phase commits could not be recovered, trying again");
    }
  }
}

/** Keeps looking for what a dead process left, until aborted. */
export function keepTwoPhaseMoving(aborted: AbortSignal): void {
  every(lookMillis, () => recoverOnce(false), aborted);
  if (env().holds("payment")) every(snapshotMillis, takeSnapshots, aborted);
}

async function takeSnapshots(): Promise<void> {
  const { contexts } = contextOf("payment");
  await contexts.payment.ledger.takeSnapshots
    .mutate()
    .catch((error: unknown) => logger.warn({ err: error }, "balances were not summed up"));
}

/** One run at a time. */
function every(millis: number, work: () => Promise<void>, aborted: AbortSignal): void {
  let running = false;
  const timer = setInterval(async () => {
    if (running) return;
    running = true;
    await work();
    running = false;
  }, millis);
  timer.unref();
  aborted.addEventListener("abort", () => clearInterval(timer));
}
