import { setTimeout as wait } from "node:timers/promises";
import { logger } from "@/server/platform/logger";
import { sweepUnsentMails } from "@/server/platform/mail";

const everyMillis = 60_000;

/** Sends what a mail server didn't take the first time, until aborted. */
export async function keepMailsMoving(aborted: AbortSignal): Promise<void> {
  while (!aborted.aborted) {
    await sweepUnsentMails().catch((error: unknown) =>
      logger.warn({ err: error }, "mails could not be swept"),
    );
    await wait(everyMillis, undefined, { signal: aborted, ref: false }).catch(() => {});
  }
}
