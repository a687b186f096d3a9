import { SpanKind } from "@opentelemetry/api";
import type { Database, Tx } from "@/db/client";
import { gauge, histogram } from "./instruments";
import { inSpan, isRecording } from "./trace";

type Work = keyof Database;

const duration = histogram("mycomputer_database_work_seconds", "Reads and transactions, waiting included");

// On globalThis: every bundle counts on the same pools.
const shared = globalThis as {
  mycomputerDatabaseWork?: Map<string, { atWork: number; connections: number }>;
};
shared.mycomputerDatabaseWork ??= new Map();
const pools = shared.mycomputerDatabaseWork;

gauge("mycomputer_database_connections_in_use", "Pieces of work that hold a connection", () =>
  [...pools].map(([schema, { atWork, connections }]) => ({
    value: Math.min(atWork, connections),
    labels: { schema },
  })),
);
gauge("mycomputer_database_waiting", "Pieces of work that wait for a connection", () =>
  [...pools].map(([schema, { atWork, connections }]) => ({
    value: Math.max(0, atWork - connections),
    labels: { schema },
  })),
);

/** Runs a read or a transaction as a span, timed and counted. `connections`: how many the schema's pool has. */
export async function atWork<T>(
  schema: string,
  work: Work,
  connections: number,
  run: () => Promise<T>,
): Promise<T> {
  const pool = pools.get(schema) ?? { atWork: 0, connections };
  pools.set(schema, pool);
  pool.atWork += 1;
  const started = performance.now();
  try {
    if (!isRecording()) return await run();
    return await inSpan(`db ${work} ${schema}`, { "db.namespace": schema }, run);
  } finally {
    pool.atWork -= 1;
    duration.record((performance.now() - started) / 1000, { schema, work });
  }
}

const traced = new WeakSet<object>();

/** Makes every statement of a session a span with its shape, where spans are kept; done once for each session. */
export function traceStatements(session: Tx["_"]["session"], schema: string): void {
  if (traced.has(session)) return;
  traced.add(session);
  const prepare = session.prepareQuery.bind(session);
  session.prepareQuery = (query, ...rest) => {
    const prepared = prepare(query, ...rest);
    const execute = prepared.execute.bind(prepared);
    prepared.execute = (values) => inStatementSpan(query.sql, schema, () => execute(values));
    return prepared;
  };
}

function inStatementSpan<T>(statement: string, schema: string, run: () => T): T {
  if (!isRecording()) return run();
  const shape = statementShape(statement);
  const operation = operationOf(shape);
  const attributes = {
    "db.system.name": "postgresql",
    "db.namespace": schema,
    "db.operation.name": operation,
    "db.query.text": shape,
  };
  return inSpan(`${operation} ${schema}`, attributes, run, { kind: SpanKind.CLIENT });
}

/** The first word that changes something, wherever it stands in a statement with several; else the first word. */
function operationOf(shape: string): string {
  const word = /\b(?:insert|delete|(?<!for (?:no key )?)update)\b/i.exec(shape) ?? /\w+/.exec(shape);
  return word?.[0].toLowerCase() ?? "sql";
}

const longest = 1_500;

/** A statement without a value: parameters are numbered already, and what was written into it is taken out. */
export function statementShape(statement: string): string {
  return statement
    .replace(/'(?:[^']|'')*'/g, "?")
    .replace(/(?<![\w$."])\d+(?:\.\d+)?\b/g, "?")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, longest);
}
