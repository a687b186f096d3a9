/** Connection-level failures of PostgreSQL and its client: the database is away, and may come back by itself. */
const away = /^(ECONN|ENOTFOUND|EHOSTUNREACH|ETIMEDOUT|EPIPE|CONNECT_TIMEOUT|CONNECTION_|08|57P0[1-3]|53300)/;

/** Whether an error, or what caused it, says that the database can't be reached just now. */
export function isDatabaseAway(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && typeof cause.code === "string" && away.test(cause.code)) return true;
    if (cause instanceof AggregateError && cause.errors.some(isDatabaseAway)) return true;
  }
  return false;
}

/** Faults that pass by themselves: the database away, or two transactions in each other's way (40001, 40P01). */
export function isPassingFault(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && (cause.code === "40001" || cause.code === "40P01")) return true;
  }
  return isDatabaseAway(error);
}

/** A character that no text column can hold (22021, 22P05): it came from outside, so the input is at fault. */
export function isTextThatCantBeStored(error: unknown): boolean {
  return hasDatabaseCode(error, "22021", "22P05");
}

/** A unique value that somebody else took first (23505). */
export function isDuplicate(error: unknown): boolean {
  return hasDatabaseCode(error, "23505");
}

/** A replica ended a query because the log wanted to go on (40001, and the database dropped meanwhile). */
export function isReplicaConflict(error: unknown): boolean {
  return hasDatabaseCode(error, "40001", "55P04");
}

/** Whether an error, or what caused it, carries one of PostgreSQL's codes (SQLSTATE). */
export function hasDatabaseCode(error: unknown, ...codes: readonly string[]): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && typeof cause.code === "string" && codes.includes(cause.code)) return true;
  }
  return false;
}
