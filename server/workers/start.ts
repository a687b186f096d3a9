import { closeDatabases, databases } from "@/db/client";
import { env } from "@/server/platform/env";
import { schemasHere } from "@/server/platform/here";
import { startJobs, stopJobs } from "@/server/platform/jobs";
import { logger } from "@/server/platform/logger";
import { onShutdown } from "@/server/platform/shutdown";
import { startCacheEnds } from "./cache";
import { startConsumers } from "./consumers";
import { startCopies } from "./copies";
import { stopOnDemoAccounts } from "./demo-guard";
import { startFeedWatch } from "./feed-watch";
import { refuseForeignLog } from "./foreign-log";
import { keepMailsMoving, sendCustomerMails } from "./mails";
import { measure, watchConsumers } from "./measure";
import { startPublishers } from "./publish";
import { startRelays } from "./relay";
import { hurryLateDeposits, routineQueues } from "./routines";
import { keepSagasMoving, sagaQueues } from "./sagas";
import { dailyQueue, dailyWorkNow } from "./schedules";
import { keepTwoPhaseMoving, recoverOnce, stopWithoutPreparing } from "./two-phase";

const retryMillis = 2_000;

const shared = globalThis as { mycomputerWorker?: Promise<void> };

/** Starts this process's worker, once: sagas left over, relays, consumers, schedules. Waits for no database. */
export function startWorker(): Promise<void> {
  shared.mycomputerWorker ??= launch();
  return shared.mycomputerWorker;
}

async function launch(): Promise<void> {
  measure();
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
  for (const schema of schemasHere()) {
    await startJobs(schema, [
      dailyQueue(schema),
      ...(schema === "platform" ? [] : [...sagaQueues(schema), ...routineQueues(schema)]),
    ]);
  }
}

/** A database that is away at start is waited for: pages say so meanwhile, and all of it recovers by itself. */
async function work(aborted: AbortSignal): Promise<void> {
  const { service, holds } = env();
  while (!aborted.aborted) {
    try {
      const { kind } = await databases();
      if (service === undefined) await stopOnDemoAccounts();
      await refuseForeignLog();
      await stopWithoutPreparing();
      await recoverOnce(kind === "embedded");
      await dailyWorkNow();
      await startQueues();
      await keepSagasMoving(kind === "embedded", aborted);
      break;
    } catch (error) {
      logger.warn({ err: error }, "the worker can't start yet, trying again");
      await new Promise((resolve) => setTimeout(resolve, retryMillis));
    }
  }
  keepTwoPhaseMoving(aborted);
  hurryLateDeposits(aborted);
  await Promise.all([
    ...startRelays(aborted),
    ...startPublishers(aborted),
    ...startConsumers(aborted),
    ...startFeedWatch(aborted),
    watchConsumers(aborted),
    ...startCopies(aborted),
    ...startCacheEnds(aborted),
    ...(service === undefined ? [keepMailsMoving(aborted)] : []),
    ...(holds("customer") ? [sendCustomerMails(aborted)] : []),
  ]);
}
