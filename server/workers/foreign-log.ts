import { isFromAnotherCluster } from "@/server/platform/foreign-log";
import { contextsHere } from "@/server/platform/here";
import { logger } from "@/server/platform/logger";

/** Ends the process when an event log was brought from another cluster. Throws if the database can't be asked. */
export async function refuseForeignLog(): Promise<void> {
  for (const context of contextsHere()) {
    if (!(await isFromAnotherCluster(context))) continue;
    logger.fatal(
      `The event log of ${context} has transaction ids ahead of its database cluster, so it was restored or moved ` +
        "from another one, and no new event would ever be read. Stop every process and run: npm run db:restored",
    );
    process.exit(78); // EX_CONFIG of sysexits.h, as for an environment that can't be used
  }
}
