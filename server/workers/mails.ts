import { setTimeout as wait } from "node:timers/promises";
import { logger } from "@/server/platform/logger";
import { sweepUnsentMails } from "@/server/platform/mail";
import { callContext } from "@/server/routers/contexts";

const everyMillis = 60_000;
const customerMailsEveryMillis = 2_000;

/** Writes and hands over the mails that Customer's commands gave reason for, until aborted. */
export async function sendCustomerMails(aborted: AbortSignal): Promise<void> {
  const caller = { clientKey: "worker:mails", correlationId: "worker-mails", locale: "en" };
  const { contexts } = callContext({ ...caller, actor: { kind: "system" } });
  while (!aborted.aborted) {
    await contexts.customer.mails.sendDue
      .mutate()
      .catch((error: unknown) => logger.warn({ err: error }, "customers' mails stay for the next round"));
    await wait(customerMailsEveryMillis, undefined, { signal: aborted, ref: false }).catch(() => {});
  }
}

/** Sends what a mail server didn't take the first time, until aborted. */
export async function keepMailsMoving(aborted: AbortSignal): Promise<void> {
  while (!aborted.aborted) {
    await sweepUnsentMails().catch((error: unknown) =>
      logger.warn({ err: error }, "mails could not be swept"),
    );
    await wait(everyMillis, undefined, { signal: aborted, ref: false }).catch(() => {});
  }
}
