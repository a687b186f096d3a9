import type { ContextName } from "@/server/kernel/context-name";
import type { JobQueue } from "@/server/platform/jobs";
import { callContext } from "@/server/routers/contexts";

/** Gives back reservations that expired, every minute: nobody else has to come and ask for the part first. */
export function stockQueues(context: ContextName): JobQueue[] {
  if (context !== "inventory") return [];
  return [
    {
      name: "expired-reservations",
      cron: "* * * * *",
      policy: "short",
      retries: { retryLimit: 2, retryDelay: 10 },
      expireInSeconds: 120,
      pollingSeconds: 20,
      async run() {
        const caller = { clientKey: "worker:stock", correlationId: "worker-stock", locale: "en" };
        await callContext({
          ...caller,
          actor: { kind: "system" },
        }).contexts.inventory.stock.releaseExpired.mutate();
      },
    },
  ];
}
