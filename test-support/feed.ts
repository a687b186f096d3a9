import { sql } from "drizzle-orm";
import { expect, vi } from "vitest";
import { database, rows } from "@/db/client";
import type { ContextName } from "@/server/kernel/context-name";
import { numberCommittedEvents } from "@/server/workers/relay";

/** Numbers all that a context has committed. Transactions of other suites in the cluster may hold it back a while. */
export async function numberAllCommitted(context: ContextName): Promise<void> {
  const schema = sql.identifier(context);
  const db = await database(context);
  const left = async () => {
    await numberCommittedEvents(context);
    const [row] = await db.read((tx) =>
      rows<{ left: number }>(
        tx,
        sql`select (select count(*) from ${schema}.events)::int - (select count(*) from ${schema}.event_feed)::int as left`,
      ),
    );
    return row?.left;
  };
  // Unlike expect.poll() this may stand in a hook too.
  await vi.waitFor(async () => expect(await left()).toBe(0), { timeout: 45_000 });
}
