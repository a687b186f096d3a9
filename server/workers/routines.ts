import type { ContextName } from "@/server/kernel/context-name";
import { onSignal } from "@/server/platform/feed-signal";
import { contextsHere } from "@/server/platform/here";
import { type JobQueue, sendJob } from "@/server/platform/jobs";
import { logger } from "@/server/platform/logger";
import { type Contexts, callContext } from "@/server/routers/contexts";

const lateDeposits = "late-deposits";

const everyMinute = {
  cron: "* * * * *",
  retries: { retryLimit: 2, retryDelay: 10 },
  expireInSeconds: 120,
  pollingSeconds: 20,
};

const everyNight = {
  cron: "30 2 * * *",
  retries: { retryLimit: 5, retryDelay: 60 },
  expireInSeconds: 900,
  pollingSeconds: 60,
};

type Routine = typeof everyMinute & { name: string; run: (contexts: Contexts) => Promise<unknown> };

/** What a context looks for by the clock, since nobody else has to come and ask for it first. */
const routines: Partial<Record<ContextName, Routine[]>> = {
  customer: [
    {
      ...everyMinute,
      name: "estimate-reminders", // Customers are reminded of estimates that wait for their answer.
      run: ({ customer }) => customer.estimates.remind.mutate(),
    },
  ],
  inventory: [
    {
      ...everyMinute,
      name: "expired-reservations", // Reservations that expired are given back.
      run: ({ inventory }) => inventory.stock.releaseExpired.mutate(),
    },
    {
      ...everyMinute,
      name: "waiting-orders", // Orders that wait for a part get what became free where they wait.
      run: ({ inventory }) => inventory.stock.serveWaiting.mutate(),
    },
    {
      ...everyNight,
      name: "stock-check", // Levels are compared with what they stand for.
      run: ({ inventory }) => inventory.stock.check.mutate(),
    },
  ],
  payment: [
    {
      ...everyMinute,
      name: lateDeposits, // What was asked for or paid for orders that were taken back goes back, also what comes in late.
      run: ({ payment }) => payment.deposits.giveBackLate.mutate(),
    },
  ],
};

export function routineQueues(context: ContextName): JobQueue[] {
  return (routines[context] ?? []).map(({ run, ...routine }) => ({
    ...routine,
    policy: "short",
    async run() {
      const caller = {
        clientKey: `worker:${routine.name}`,
        correlationId: `worker-${routine.name}`,
        locale: "en",
      };
      await run(callContext({ ...caller, actor: { kind: "system" } }).contexts);
    },
  }));
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
