/** How one dependency is called. Times in milliseconds. */
export interface PolicySettings {
  /** One attempt. */
  timeoutMillis: number;
  /** All attempts and the waits between them, where the caller brings no deadline of its own. */
  budgetMillis: number;
  /** Attempts in all, where the call may be repeated. */
  attempts: number;
  /** Calls at once, and calls that wait for their turn: more are refused. */
  inFlightMost: number;
  queuedMost: number;
  /** Failures in a row that open the breaker, and how long it stays open before one call tries again. */
  opensAfter: number;
  opensForMillis: number;
}

const context: PolicySettings = {
  timeoutMillis: 8_000,
  budgetMillis: 20_000,
  attempts: 5,
  inFlightMost: 64,
  queuedMost: 128,
  opensAfter: 10,
  opensForMillis: 2_000,
};

/** One policy for each outside dependency and each context that runs elsewhere. */
const policies: Readonly<Record<string, PolicySettings>> = {
  "context.inventory": context,
  "context.customer": context,
  "context.payment": context,
  "context.location": context,
  // A count that is late is worth nothing, and each process can count for itself.
  redis: { ...context, timeoutMillis: 500, budgetMillis: 500, attempts: 1, opensAfter: 5 },
  // A mail that wasn't taken waits for the next sweep, which is its retry.
  smtp: {
    ...context,
    timeoutMillis: 30_000,
    budgetMillis: 30_000,
    attempts: 1,
    inFlightMost: 5,
    opensAfter: 5,
  },
  oidc: { ...context, attempts: 3, budgetMillis: 8_000, inFlightMost: 16, queuedMost: 32, opensAfter: 5 },
  // Its client sends a batch up to three times, in order and under one number; publishFeed and followKafka go on from
  // there for as long as it takes.
  kafka: { ...context, attempts: 1, timeoutMillis: 30_000, budgetMillis: 30_000, inFlightMost: 16 },
};

export function policyOf(dependency: string): PolicySettings {
  return policies[dependency] ?? { ...context, attempts: 3 };
}

const firstMillis = 100;
const longestMillis = 10_000;

/** The wait before an attempt's repetition: anything up to 100 ms, 200, 400 … 10 s (full jitter). */
export function retryDelayMillis(attempt: number, random: () => number = Math.random): number {
  return random() * Math.min(longestMillis, firstMillis * 2 ** (attempt - 1));
}
