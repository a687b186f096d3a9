import { sql } from "drizzle-orm";
import type { SchemaName } from "@/server/kernel/context-name";
import { isDatabaseAway, isReplicaConflict } from "@/server/platform/database-errors";
import { env } from "@/server/platform/env";
import { logger } from "@/server/platform/logger";
import { type Databases, database, databases, replica, rows, type Tx } from "./client";

/** How far a replica is behind, and who reads there. */
export interface ReplicaLag {
  /** The replica has all that was committed this long ago; null while nobody knows. */
  lagMillis: number | null;
  /** Queries that were answered by the replica, and those that the primary took over. */
  reads: number;
  fallbacks: number;
}

interface Watch {
  /** Where the primary's log stood when; the newest last. */
  marks: { at: number; position: bigint }[];
  /** Everything committed before this instant is on the replica. */
  hasAllUntil: number | undefined;
  lookedAt: number;
  looking: Promise<void> | undefined;
  reads: number;
  fallbacks: number;
}

const lookEveryMillis = 500;
const mostMarks = 1_000;

const shared = globalThis as { mycomputerReplicas?: WeakMap<Databases, Map<SchemaName, Watch>> };
shared.mycomputerReplicas ??= new WeakMap();
const watches = shared.mycomputerReplicas;

async function watchOf(schema: SchemaName): Promise<Watch> {
  const open = await databases();
  const bySchema = watches.get(open) ?? new Map<SchemaName, Watch>();
  watches.set(open, bySchema);
  const watch = bySchema.get(schema) ?? {
    marks: [],
    hasAllUntil: undefined,
    lookedAt: 0,
    looking: undefined,
    reads: 0,
    fallbacks: 0,
  };
  bySchema.set(schema, watch);
  return watch;
}

/**
 * Reads what may be a little old: on the replica where one is set, answers and is not further behind than
 * REPLICA_MAX_LAG_SECONDS, else on the primary. `work` only reads, and may run twice.
 */
export async function readMayLag<T>(schema: SchemaName, work: (tx: Tx) => Promise<T>): Promise<T> {
  const primary = await database(schema);
  const second = await replica(schema);
  if (second === undefined) return primary.read(work);
  const watch = await watchOf(schema);
  if (Date.now() - watch.lookedAt > lookEveryMillis) look(schema, watch);
  const lag = lagOf(watch);
  if (lag !== null && lag <= env().replicaMaxLagMillis) {
    try {
      const answer = await second.read(work);
      watch.reads += 1;
      return answer;
    } catch (error) {
      if (!isDatabaseAway(error) && !isReplicaConflict(error)) throw error;
      watch.hasAllUntil = undefined;
    }
  }
  watch.fallbacks += 1;
  return primary.read(work);
}

/** A schema's replica as measured now; undefined where none is set. */
export async function replicaLag(schema: SchemaName): Promise<ReplicaLag | undefined> {
  if ((await replica(schema)) === undefined) return undefined;
  const watch = await watchOf(schema);
  await look(schema, watch);
  const { reads, fallbacks } = watch;
  return { lagMillis: lagOf(watch), reads, fallbacks };
}

function lagOf({ hasAllUntil }: Watch): number | null {
  return hasAllUntil === undefined ? null : Date.now() - hasAllUntil;
}

function look(schema: SchemaName, watch: Watch): Promise<void> {
  watch.lookedAt = Date.now();
  watch.looking ??= compare(schema, watch)
    .catch((error: unknown) => {
      // Whatever is known grows older by itself, until the primary takes over.
      logger.warn({ schema, err: error }, "the replica can't be asked");
    })
    .finally(() => {
      watch.looking = undefined;
    });
  return watch.looking;
}

/**
 * Compares places in the log, not clocks: an idle primary makes no replica look late, and a wrong clock none look
 * fresh. The instant is taken before the primary is asked, so that all confirmed until then lies below its answer.
 */
async function compare(schema: SchemaName, watch: Watch): Promise<void> {
  const at = Date.now();
  const [primary, second] = [await database(schema), await replica(schema)];
  const position = await primary.read((tx) => positionOf(tx, sql`pg_current_wal_lsn()`));
  if (position !== null) watch.marks = [...watch.marks, { at, position }].slice(-mostMarks);
  const replayed = await second?.read((tx) => positionOf(tx, sql`pg_last_wal_replay_lsn()`));
  if (replayed === null || replayed === undefined) throw new Error(`${schema}'s replica is no replica`);
  const reached = watch.marks.findLast((mark) => mark.position <= replayed);
  if (reached === undefined) return;
  watch.hasAllUntil = Math.max(watch.hasAllUntil ?? 0, reached.at);
  watch.marks = watch.marks.filter((mark) => mark.at >= reached.at);
}

async function positionOf(tx: Tx, lsn: ReturnType<typeof sql>): Promise<bigint | null> {
  const [row] = await rows<{ position: string | null }>(
    tx,
    sql`select (${lsn} - '0/0'::pg_lsn)::text as position`,
  );
  return row?.position == null ? null : BigInt(row.position);
}
