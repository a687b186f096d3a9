import { DemoAccountsError, refuseDemoAccounts } from "@/server/platform/auth/demo-accounts";
import { logger } from "@/server/platform/logger";

/** Ends the process when a production start finds demo accounts. Throws if the database can't be asked. */
export async function stopOnDemoAccounts(): Promise<void> {
  try {
    await refuseDemoAccounts();
  } catch (error) {
    if (!(error instanceof DemoAccountsError)) throw error;
    logger.fatal(error.message);
    process.exit(78); // EX_CONFIG of sysexits.h, as for an environment that can't be used
  }
}
