import { isDatabaseAway } from "@/server/platform/database-errors";
import { logger } from "@/server/platform/logger";

const shared = globalThis as { mycomputerSurvivesBrokenOpenings?: boolean };

/**
 * The driver asks for the database's array types on a connection's first use and hands that promise to nobody, so a
 * connection that is reset just then would end the process. Whoever wanted the connection has its error anyway.
 */
export function surviveBrokenOpenings(): void {
  if (shared.mycomputerSurvivesBrokenOpenings) return;
  shared.mycomputerSurvivesBrokenOpenings = true;
  process.on("unhandledRejection", (reason) => {
    if (!isDatabaseAway(reason)) throw reason;
    logger.warn({ err: reason }, "a connection to the database broke while it was opened");
  });
}
