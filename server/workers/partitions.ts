import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { contextNames } from "@/server/kernel/context-name";

const monthsAhead = 3;
const dayMillis = 24 * 60 * 60 * 1000;

/** Makes the coming months' partitions of every context's event log, so that none falls into the default one. */
export async function ensureEventPartitions(): Promise<void> {
  for (const context of contextNames) {
    const db = await database(context);
    await db.write((tx) =>
      tx.execute(sql`
        select ${sql.identifier(context)}.ensure_event_partition((date_trunc('month', now()) + make_interval(months => n))::date)
          from generate_series(0, ${monthsAhead}::int) as n`),
    );
  }
}

/** Looks again every day until aborted. */
export function keepPartitionsAhead(aborted: AbortSignal, onError: (error: unknown) => void): void {
  const timer = setInterval(() => ensureEventPartitions().catch(onError), dayMillis);
  timer.unref();
  aborted.addEventListener("abort", () => clearInterval(timer));
}
