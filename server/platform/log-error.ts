import { DrizzleQueryError } from "drizzle-orm";
import { stdSerializers } from "pino";

/**
 * An error as the log may keep it. A failed query's error carries its parameters, in fields and in its message,
 * and PostgreSQL's own quotes the offending row: names, addresses and hashes stay out, the statement stays in.
 */
export function loggedError(thrown: unknown): { message: string; query?: string } {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const { query } = queryBehind(error) ?? {};
  const serialised = stdSerializers.err(withoutValues(error));
  return query === undefined ? serialised : { ...serialised, query };
}

function queryBehind(error: unknown): DrizzleQueryError | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof DrizzleQueryError) return cause;
  }
  return undefined;
}

/** A copy of the chain of causes with nothing but names, codes, messages and stacks. */
function withoutValues(error: Error): Error {
  const cause = error.cause instanceof Error ? withoutValues(error.cause) : undefined;
  const isQuery = error instanceof DrizzleQueryError;
  const copy = new Error(
    isQuery ? "a query failed" : error.message,
    cause === undefined ? undefined : { cause },
  );
  copy.name = error.name;
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  copy.stack = [`${copy.name}: ${copy.message}`, ...frames].join("\n");
  if ("code" in error) Object.assign(copy, { code: error.code });
  return copy;
}
