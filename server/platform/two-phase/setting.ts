import { sql } from "drizzle-orm";
import { database, rows } from "@/db/client";
import type { ContextName } from "@/server/kernel/context-name";

/** A database in which nothing can be prepared, as a sentence that says what to set. */
export class PreparingDisabledError extends Error {
  constructor(context: ContextName) {
    super(
      `max_prepared_transactions is 0 in the database of ${context}: set it to 20 or more in postgresql.conf and restart PostgreSQL, or no device can be handed over against a payment`,
    );
    this.name = "PreparingDisabledError";
  }
}

/** Throws when the setting, as the database gives it, allows no prepared transaction. */
export function checkPreparedSetting(context: ContextName, setting: string): void {
  if (Number(setting) === 0) throw new PreparingDisabledError(context);
}

/** Asks the databases that take part in two-phase commits whether they can. Throws if one can't, or can't be asked. */
export async function refuseWithoutPreparing(contexts: readonly ContextName[]): Promise<void> {
  for (const context of contexts) {
    const db = await database(context);
    const [found] = await db.read((tx) =>
      rows<{ setting: string }>(tx, sql`select current_setting('max_prepared_transactions') as setting`),
    );
    checkPreparedSetting(context, found?.setting ?? "0");
  }
}
