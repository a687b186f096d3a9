import type { ContextName } from "@/server/kernel/context-name";
import { onSignal } from "@/server/platform/feed-signal";
import { contextsHere } from "@/server/platform/here";
import { type JobQueue, sendJob } from "@/server/platform/jobs";
import { logger } from "@/server/platform/logger";
import { type Contexts, callContext } from "@/server/routers/contexts";

const lateDeposits = "late-deposits";

/** What a context looks for every minute, since nobody else has to come and ask for it first. */
const minutely: Partial<
  Record<ContextName, { name: string; run: (contexts: Contexts) => Promise<unknown> }>
> = {
  // Reservations that expired are given back.
  inventory: {
    name: "expired-reservations",
    run: ({ inventory }) => inventory.stock.releaseExpired.mutate(),
  },
  // What was asked for or paid for orders that were taken back goes back, also what comes in late.
  payment: { name: lateDeposits, run: ({ payment }) => payment.deposits.giveBackLate.mutate() },
};

/** The context's queue of every minute, where it has one. */
export function minutelyQueues(context: ContextName): JobQueue[] {
  const work = minutely[context];
  if (work === undefined) return [];
  const caller = { clientKey: `worker:${work.name}`, correlationId: `worker-${work.name}`, locale: "en" };
  return [
    {
      name: work.name,
      cron: "* * * * *",
      policy: "short",
      retries: { retryLimit: 2, retryDelay: 10 },
      expireInSeconds: 120,
      pollingSeconds: 20,
      async run() {
        await work.run(callContext({ ...caller, actor: { kind: "system" } }).contexts);
      },
    },
  ];
}

/** Money of an order that was just taken back goes back at once, not only with the next minute. */
export function hurryLateDeposits(aborted: AbortSignal): void {
  if (!contextsHere().includes("payment")) return;
  const off = onSignal("taken-back:payment", () => {
    sendJob("payment", lateDeposits).catch((error: unknown) =>
      logger.warn({ err: error }, "deposits go back with the look of every minute"),
    );
  });
  aborted.addEventListener("abort", off);
}
