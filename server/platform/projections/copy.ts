import { eq, sql } from "drizzle-orm";
import { database, type Tx } from "@/db/client";
import { logOf } from "@/db/schema/logs";
import type { ContextName } from "@/server/kernel/context-name";
import type { Contexts } from "@/server/routers/contexts";
import { compare, type Difference, swap } from "./compare";

/** All of a source's facts at one moment; `tables` is null when they are those of the digest that was asked with. */
export interface CopiedFacts {
  digest: string;
  facts: Record<string, string | number>;
  /** Rows by table, with the table's own column names. */
  tables: Readonly<Record<string, readonly object[]>> | null;
}

/** A context's copy of another one's facts, taken again and again through a verb. Its age is known. */
export interface ReadCopy {
  kind: "copy";
  name: string;
  context: ContextName;
  tables: readonly string[];
  ask: (contexts: Contexts, digest: string | undefined) => Promise<CopiedFacts>;
}

export interface CopyState {
  digest: string;
  facts: unknown;
  askedAt: Date;
}

export async function copyState(tx: Tx, copy: ReadCopy): Promise<CopyState | undefined> {
  const { readCopies } = logOf(copy.context);
  const [state] = await tx.select().from(readCopies).where(eq(readCopies.name, copy.name));
  return state;
}

/**
 * Asks the source and takes what has changed, in one transaction. The copy is as old as the question, not as the
 * answer. With `everything` the rows are asked for even if the source has not changed.
 */
export async function takeCopy(
  copy: ReadCopy,
  contexts: Contexts,
  now: Date,
  { everything = false } = {},
): Promise<void> {
  const db = await database(copy.context);
  const before = await db.read((tx) => copyState(tx, copy));
  const { digest, facts, tables } = await copy.ask(contexts, everything ? undefined : before?.digest);
  const { readCopies } = logOf(copy.context);
  await db.write(async (tx) => {
    const state = { digest, facts, askedAt: now };
    const moved = await tx
      .insert(readCopies)
      .values({ name: copy.name, ...state })
      .onConflictDoUpdate({
        target: readCopies.name,
        set: state,
        // Another process may have asked later and been answered sooner.
        setWhere: sql`${readCopies.askedAt} <= excluded.asked_at`,
      })
      .returning({ name: readCopies.name });
    if (moved.length === 0 || tables === null) return;
    for (const table of copy.tables) await swap(tx, copy.context, table, rowsOf(copy, table, tables));
  });
}

/** How the copy differs from what its source says now. */
export async function checkCopy(copy: ReadCopy, contexts: Contexts): Promise<Difference[]> {
  const { tables } = await copy.ask(contexts, undefined);
  const db = await database(copy.context);
  return db.read(async (tx) => {
    const differences: Difference[] = [];
    for (const table of copy.tables) {
      differences.push(await compare(tx, copy.context, table, rowsOf(copy, table, tables ?? {})));
    }
    return differences;
  });
}

function rowsOf({ context }: ReadCopy, table: string, tables: NonNullable<CopiedFacts["tables"]>) {
  const shape = sql`null::${sql.identifier(context)}.${sql.identifier(table)}`;
  return sql`jsonb_populate_recordset(${shape}, ${JSON.stringify(tables[table] ?? [])}::text::jsonb)`;
}
