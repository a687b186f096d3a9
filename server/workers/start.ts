import { closeDatabases, databases } from "@/db/client";
import { schemaNames } from "@/server/kernel/context-name";
import { startJobs, stopJobs } from "@/server/platform/jobs";
import { logger } from "@/server/platform/logger";
import { onShutdown } from "@/server/platform/shutdown";
import { startConsumers } from "./consumers";
import { startCopies } from "./copies";
import { stopOnDemoAccounts } from "./demo-guard";
import { startFeedWatch } from "./feed-watch";
import { refuseForeignLog } from "./foreign-log";
import { keepMailsMoving, sendCustomerMails } from "./mails";
import { measureContexts } from "./measure";
import { startRelays } from "./relay";
import { keepSagasMoving, sagaQueues } from "./sagas";
import { dailyQueue, dailyWorkNow } from "./schedules";

const retryMillis = 2_000;

const shared = globalThis as { mycomputerWorker?: Promise<void> };

/** Starts this process's worker, once: sagas left over, relays, consumers, schedules. Waits for no database. */
export function startWorker(): Promise<void> {
  shared.mycomputerWorker ??= launch();
  return shared.mycomputerWorker;
}

async function launch(): Promise<void> {
  measureContexts();
  const stop = new AbortController();
  const running: Promise<unknown>[] = [work(stop.signal)];
  onShutdown("drain", async () => {
    stop.abort();
    await stopJobs();
    await Promise.all(running);
  });
  onShutdown("close", closeDatabases);
}

async function startQueues(): Promise<void> {
  await stopJobs(); // those of a start that got no further
  for (const schema of schemaNames) {
    await startJobs(schema, [dailyQueue(schema), ...(schema === "platform" ? [] : sagaQueues(schema))]);
  }
}

/** A database that is away at start is waited for: pages say so meanwhile, and all of it recovers by itself. */
async function work(aborted: AbortSignal): Promise<void> {
  while (!aborted.aborted) {
    try {
      const { kind } = await databases();
      await stopOnDemoAccounts();
      await refuseForeignLog();
      await dailyWorkNow();
      await startQueues();
      await keepSagasMoving(kind === "embedded", aborted);
      break;
    } catch (error) {
      logger.warn({ err: error }, "the worker can't start yet, trying again");
      await new Promise((resolve) => setTimeout(resolve, retryMillis));
    }
  }
  await Promise.all([
    ...startRelays(aborted),
    ...startConsumers(aborted),
    ...startFeedWatch(aborted),
    ...startCopies(aborted),
    keepMailsMoving(aborted),
    sendCustomerMails(aborted),
  ]);
}
