import { type SQL, sql } from "drizzle-orm";
import { rows, type Tx } from "@/db/client";
import type { ContextName } from "@/server/kernel/context-name";

/** How a table differs from what it should be, counted row by row. */
export interface Difference {
  table: string;
  rows: number;
  /** Rows that should be there and are not; a changed row counts here and among `wrong`. */
  missing: number;
  wrong: number;
  /** Some of them, for a person to look at. */
  examples: unknown[];
}

export function liveTable(context: ContextName, table: string): SQL {
  return sql`${sql.identifier(context)}.${sql.identifier(table)}`;
}

/** Compares the live table with what it should hold. */
export async function compare(tx: Tx, context: ContextName, table: string, wanted: SQL): Promise<Difference> {
  const live = liveTable(context, table);
  const found = await rows<{ side: "missing" | "wrong" | "all"; count: number; examples: unknown[] }>(
    tx,
    sql`
      with wanted as (select to_jsonb(w) as row from ${wanted} w), live as (select to_jsonb(l) as row from ${live} l),
        missing as (select row from wanted except all select row from live),
        wrong as (select row from live except all select row from wanted)
      select 'missing' as side, count(*)::int as count,
        coalesce((select jsonb_agg(row) from (select row from missing limit 3) as few), '[]') as examples from missing
      union all
      select 'wrong', count(*)::int,
        coalesce((select jsonb_agg(row) from (select row from wrong limit 3) as few), '[]') from wrong
      union all
      select 'all', count(*)::int, '[]' from live`,
  );
  const of = (side: string) => found.find((row) => row.side === side);
  return {
    table,
    rows: of("all")?.count ?? 0,
    missing: of("missing")?.count ?? 0,
    wrong: of("wrong")?.count ?? 0,
    examples: [...(of("missing")?.examples ?? []), ...(of("wrong")?.examples ?? [])],
  };
}

export function isSame({ missing, wrong }: Difference): boolean {
  return missing === 0 && wrong === 0;
}

/** Makes the live table hold what is wanted: only rows that differ are written. */
export async function swap(tx: Tx, context: ContextName, table: string, wanted: SQL): Promise<void> {
  const live = liveTable(context, table);
  await tx.execute(sql`
    delete from ${live} l where not exists (select 1 from ${wanted} w where to_jsonb(w) = to_jsonb(l))`);
  await tx.execute(sql`
    insert into ${live} select w.* from ${wanted} w
    where not exists (select 1 from ${live} l where to_jsonb(l) = to_jsonb(w))`);
}
