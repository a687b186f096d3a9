import type { ContextName } from "@/server/kernel/context-name";
import { contextsHere } from "@/server/platform/here";
import { type JobQueue, sendJob } from "@/server/platform/jobs";
import { logger } from "@/server/platform/logger";
import { onSagaWaits, resumeSagas, type SagaContext } from "@/server/platform/sagas";
import { callContext } from "@/server/routers/contexts";
import { sagasOf } from "@/server/sagas/all";

/** Sagas that are left over or wait are looked for this often; those of this process at their very time. */
const lookEveryMillis = 5_000;
const regularLook = "sagas-regular-look";
const timedLook = "sagas-timed-look";

const contextOf: SagaContext = (saga, actor, correlationId) => {
  const caller = { actor, clientKey: `saga:${saga.name}`, correlationId, locale: "en" };
  return { ...callContext(caller), context: saga.context, verb: `${saga.context}.saga.${saga.name}` };
};

const resume = (context: ContextName, atOnce = false) =>
  resumeSagas(context, sagasOf[context], contextOf, { atOnce });

/** The queues that take a context's sagas on. A look puts the next one in before it begins, so it never ends. */
export function sagaQueues(context: ContextName): JobQueue[] {
  if (sagasOf[context].length === 0) return [];
  const common = { retries: { retryLimit: 2, retryDelay: 5 }, expireInSeconds: 60, pollingSeconds: 5 };
  return [
    {
      ...common,
      name: regularLook,
      policy: "short", // one look waits at a time, however many processes put one in
      async run() {
        await sendJob(context, regularLook, lookEveryMillis);
        await resume(context);
      },
    },
    { ...common, name: timedLook, run: async () => void (await resume(context)) },
  ];
}

/** Takes on what a former process left, then lets the queues go on. `alone`: no other process can be at it. */
export async function keepSagasMoving(alone: boolean, aborted: AbortSignal): Promise<void> {
  for (const context of contextsHere()) {
    if (sagasOf[context].length === 0) continue;
    const off = onSagaWaits(context, (dueInMillis) => {
      sendJob(context, timedLook, dueInMillis).catch((error: unknown) =>
        logger.warn({ context, err: error }, "a saga is looked at with the next regular look"),
      );
    });
    aborted.addEventListener("abort", off);
    const resumed = await resume(context, alone);
    if (resumed > 0) logger.info({ context, resumed }, "unfinished sagas resumed");
    await sendJob(context, regularLook);
  }
}
