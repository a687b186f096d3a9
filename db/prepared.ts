import { sql } from "drizzle-orm";
import { hasDatabaseCode } from "@/server/platform/database-errors";
import type { PreparedTransaction, Tx } from "./client";
import { rows } from "./rows";

/** Names stand in statements as text, which takes no parameters: letters, digits and a few signs only. */
export function checkedGid(gid: string): string {
  if (!/^[a-z0-9:_-]{1,190}$/.test(gid)) throw new Error(`${gid} can't name a prepared transaction`);
  return gid;
}

export const prepareStatement = (gid: string): string => `prepare transaction '${checkedGid(gid)}'`;
export const commitStatement = (gid: string): string => `commit prepared '${checkedGid(gid)}'`;
export const rollbackStatement = (gid: string): string => `rollback prepared '${checkedGid(gid)}'`;

const notThere = "42704";
const busy = "55000";
const busyMillis = 20;
const busyAttempts = 100;

/** Ends a prepared transaction: false when it isn't there (any more); waits while someone else is ending it. */
export async function ending(statement: () => PromiseLike<unknown>): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    try {
      await statement();
      return true;
    } catch (error) {
      if (hasDatabaseCode(error, notThere)) return false;
      if (!hasDatabaseCode(error, busy) || attempt === busyAttempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, busyMillis));
    }
  }
}

export async function preparedIn(db: Tx): Promise<PreparedTransaction[]> {
  const found = await rows<{ gid: string; prepared_at: string }>(
    db,
    sql`select gid, (extract(epoch from prepared) * 1000)::bigint::text as prepared_at
          from pg_prepared_xacts where database = current_database() order by prepared`,
  );
  return found.map(({ gid, prepared_at }) => ({ gid, preparedAt: new Date(Number(prepared_at)) }));
}
