import type { SQL } from "drizzle-orm";
import type { Tx } from "./client";

/** Rows of a hand-written query. The two drivers wrap them differently; the caller names the shape it selected. */
export async function rows<Row>(tx: Tx, query: SQL): Promise<Row[]> {
  const result: unknown = await tx.execute(query);
  if (Array.isArray(result)) return result as Row[];
  return (result as { rows: Row[] }).rows;
}
