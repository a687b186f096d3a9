import type { ContextName } from "@/server/kernel/context-name";
import type { JobQueue } from "@/server/platform/jobs";
import { callContext } from "@/server/routers/contexts";

/** Gives back deposits whose money came in after they had been taken back, every minute. */
export function depositQueues(context: ContextName): JobQueue[] {
  if (context !== "payment") return [];
  return [
    {
      name: "late-deposits",
      cron: "* * * * *",
      policy: "short",
      retries: { retryLimit: 2, retryDelay: 10 },
      expireInSeconds: 120,
      pollingSeconds: 20,
      async run() {
        const caller = { clientKey: "worker:deposits", correlationId: "worker-deposits", locale: "en" };
        await callContext({
          ...caller,
          actor: { kind: "system" },
        }).contexts.payment.deposits.giveBackLate.mutate();
      },
    },
  ];
}
