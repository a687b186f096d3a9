import type { ContextName } from "@/server/kernel/context-name";
import type { JobQueue } from "@/server/platform/jobs";
import { type Contexts, callContext } from "@/server/routers/contexts";

/** What a context looks for every minute, since nobody else has to come and ask for it first. */
const minutely: Partial<
  Record<ContextName, { name: string; run: (contexts: Contexts) => Promise<unknown> }>
> = {
  // Customers are reminded of estimates that wait for their answer.
  customer: { name: "estimate-reminders", run: ({ customer }) => customer.estimates.remind.mutate() },
  // Reservations that expired are given back.
  inventory: {
    name: "expired-reservations",
    run: ({ inventory }) => inventory.stock.releaseExpired.mutate(),
  },
  // Deposits whose money came in after they had been taken back go back.
  payment: { name: "late-deposits", run: ({ payment }) => payment.deposits.giveBackLate.mutate() },
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
