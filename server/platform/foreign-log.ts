import { sql } from "drizzle-orm";
import { database, rows } from "@/db/client";
import type { ContextName } from "@/server/kernel/context-name";

/** Whether a log has ids that its cluster has not given out yet: then it comes from another cluster. */
export async function isFromAnotherCluster(context: ContextName): Promise<boolean> {
  const schema = sql.identifier(context);
  const db = await database(context);
  const [ahead] = await db.read((tx) =>
    rows<{ ahead: boolean }>(
      tx,
      // One's own snapshot can't be ahead of itself, so what is seen at or above its end is foreign.
      sql`select exists (
            select 1 from ${schema}.events where transaction_id >= pg_snapshot_xmax(pg_current_snapshot())
          ) or exists (
            select 1 from ${schema}.event_feed where transaction_id >= pg_snapshot_xmax(pg_current_snapshot())
          ) as ahead`,
    ),
  );
  return ahead?.ahead ?? false;
}
