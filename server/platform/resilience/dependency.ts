import {
  type BulkheadPolicy,
  bulkhead,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  TimeoutStrategy,
  timeout,
} from "cockatiel";
import { isOutage, isRejection } from "./failures";
import { type PolicySettings, policyOf } from "./policies";

export interface DependencyState {
  name: string;
  breaker: "closed" | "open" | "half_open";
  /** The bulkhead: calls at once and calls that wait, each with what it lets in at most. */
  inFlight: number;
  inFlightMost: number;
  queued: number;
  queuedMost: number;
  calls: number;
  failures: number;
  retries: number;
  rejected: number;
  lastFailureAt: string | null;
}

const breakerNames = {
  [CircuitState.Closed]: "closed",
  [CircuitState.Open]: "open",
  [CircuitState.Isolated]: "open",
  [CircuitState.HalfOpen]: "half_open",
} as const;

/** One dependency's bulkhead, breaker and counts. Lives as long as the process. */
export class Dependency {
  readonly settings: PolicySettings;
  readonly #bulkhead: BulkheadPolicy;
  readonly #breaker: CircuitBreakerPolicy;
  #counts = { calls: 0, failures: 0, retries: 0, rejected: 0 };
  #lastFailureAt: Date | undefined;

  constructor(
    readonly name: string,
    settings: PolicySettings = policyOf(name),
  ) {
    this.settings = settings;
    this.#bulkhead = bulkhead(settings.inFlightMost, settings.queuedMost);
    this.#breaker = circuitBreaker(handleWhen(isOutage), {
      breaker: new ConsecutiveBreaker(settings.opensAfter),
      halfOpenAfter: settings.opensForMillis,
    });
  }

  /** One attempt, within what is left of the call's time. */
  async attempt<T>(millis: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const inTime = timeout(Math.min(this.settings.timeoutMillis, millis), TimeoutStrategy.Aggressive);
    this.#counts.calls += 1;
    try {
      return await this.#bulkhead.execute(() =>
        this.#breaker.execute(() => inTime.execute(({ signal }) => work(signal))),
      );
    } catch (error) {
      if (isRejection(error)) this.#counts.rejected += 1;
      else if (isOutage(error)) this.#count();
      throw error;
    }
  }

  #count(): void {
    this.#counts.failures += 1;
    this.#lastFailureAt = new Date();
  }

  countRetry(): void {
    this.#counts.retries += 1;
  }

  state(): DependencyState {
    const { inFlightMost, queuedMost } = this.settings;
    return {
      name: this.name,
      breaker: breakerNames[this.#breaker.state],
      inFlight: inFlightMost - this.#bulkhead.executionSlots,
      inFlightMost,
      queued: queuedMost - this.#bulkhead.queueSlots,
      queuedMost,
      ...this.#counts,
      lastFailureAt: this.#lastFailureAt?.toISOString() ?? null,
    };
  }
}
