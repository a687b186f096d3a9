import { eq, type SQL, sql } from "drizzle-orm";
import { type Database, inSession, type Tx } from "@/db/client";
import { logOf } from "@/db/schema/logs";
import type { FeedEvent } from "../events";
import { compare, type Difference, liveTable, swap } from "./compare";
import type { FeedProjection } from "./projection";

const batch = 500;
const attempts = 20;

/** Reads a context's feed after an offset, wherever that context runs. */
export type ReadFeed = (offset: number, limit: number) => Promise<readonly FeedEvent[]>;

/** Builds the read model anew beside the live one and says how they differ. */
export function checkProjection(projection: FeedProjection, feed: ReadFeed): Promise<Difference> {
  return besideLive(projection, feed, (tx, shadow) =>
    compare(tx, projection.context, projection.table, shadow),
  );
}

/** The same, and puts it in the live one's place, in one transaction. Answers with what was wrong before. */
export function rebuildProjection(projection: FeedProjection, feed: ReadFeed): Promise<Difference> {
  return besideLive(projection, feed, async (tx, shadow) => {
    const difference = await compare(tx, projection.context, projection.table, shadow);
    await swap(tx, projection.context, projection.table, shadow);
    return difference;
  });
}

/**
 * The live consumer goes on while the shadow is built from the first event. For the end its offset is locked, so
 * that it waits, and the shadow is brought to exactly that offset: both have then seen the same events.
 */
async function besideLive<T>(
  projection: FeedProjection,
  feed: ReadFeed,
  work: (tx: Tx, shadow: SQL) => Promise<T>,
): Promise<T> {
  return inSession(projection.context, async (db) => {
    const shadow = new Shadow(projection, feed, db);
    await shadow.create();
    for (let attempt = 1; attempt <= attempts; attempt++) {
      await shadow.readAll();
      const done = await db.write(async (tx) => {
        const offset = await lockOffset(tx, projection);
        if (!(await shadow.bringTo(tx, offset))) return undefined;
        return { result: await work(tx, shadow.table) };
      });
      if (done !== undefined) return done.result;
    }
    throw new Error(`${projection.name} moves on faster than it can be read`);
  });
}

async function lockOffset(tx: Tx, { context, name }: FeedProjection): Promise<number> {
  const { consumers } = logOf(context);
  await tx.insert(consumers).values({ name }).onConflictDoNothing();
  const [row] = await tx.select().from(consumers).where(eq(consumers.name, name)).for("update");
  return row?.feedOffset ?? 0;
}

class Shadow {
  readonly table: SQL;
  /** Read and not applied yet. */
  private ahead: FeedEvent[] = [];
  private readTo = 0;

  constructor(
    private readonly projection: FeedProjection,
    private readonly feed: ReadFeed,
    private readonly db: Database,
  ) {
    this.table = sql`pg_temp.${sql.identifier(`shadow_${projection.table}`)}`;
  }

  async create(): Promise<void> {
    const live = liveTable(this.projection.context, this.projection.table);
    await this.db.write(async (tx) => {
      await tx.execute(sql`drop table if exists ${this.table}`);
      await tx.execute(sql`create temp table ${this.named()} (like ${live} including all)`);
    });
  }

  /** To the feed's end as it is now; what the live consumer has surely seen is applied on the way. */
  async readAll(): Promise<void> {
    for (;;) {
      const events = await this.feed(this.readTo, batch);
      const { types } = this.projection;
      this.ahead.push(...events.filter(({ type }) => types.includes(type)));
      this.readTo = events.at(-1)?.offset ?? this.readTo;
      const seen = await this.db.read((tx) => this.seenByLive(tx));
      await this.db.write((tx) => this.apply(tx, seen));
      if (events.length < batch) return;
    }
  }

  /** Whether it now stands at the offset; false when the live consumer has gone beyond what was read. */
  async bringTo(tx: Tx, offset: number): Promise<boolean> {
    if (offset > this.readTo) return false;
    await this.apply(tx, offset);
    return true;
  }

  private async apply(tx: Tx, to: number): Promise<void> {
    const due = this.ahead.filter(({ offset }) => offset <= to);
    for (const event of due) await this.projection.apply(tx, event, this.table);
    this.ahead = this.ahead.slice(due.length);
  }

  private async seenByLive(tx: Tx): Promise<number> {
    const { consumers } = logOf(this.projection.context);
    const [row] = await tx.select().from(consumers).where(eq(consumers.name, this.projection.name));
    return row?.feedOffset ?? 0;
  }

  private named(): SQL {
    return sql`${sql.identifier(`shadow_${this.projection.table}`)}`;
  }
}
