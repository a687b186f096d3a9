import type { ContextName } from "@/server/kernel/context-name";
import type { VerbContext } from "../call";

/**
 * A step and, beside it, what takes it back. Both may run again after a crash, so both must be repeatable: at most one
 * of the calls that a step makes may be so by its key alone.
 */
export interface SagaStep<State> {
  name: string;
  // Methods, not properties: a list of sagas with states of their own is then a list of Saga<object>.
  run(call: SagaCall<State>): Promise<Partial<State> | SagaWait<State>>;
  compensate?(call: SagaCall<State>): Promise<void>;
  /** Whether the step has to be taken at all, by what is known so far. Always, when left out. */
  when?(state: Readonly<State>): boolean;
  /** Calls verbs of the saga's own context only: effect and position then commit as one. */
  own?: true;
  /** From here on nothing is taken back any more: what then fails waits for a person. */
  pivot?: true;
  timeoutMillis?: number;
  retry?: Partial<RetryPolicy>;
}

/** What becomes of a refusal that may pass: a few tries at once, then the saga is taken back or waits. */
export interface RetryPolicy {
  /** Tries in all before `lastly`. */
  attempts: number;
  firstMillis: number;
  maxMillis: number;
  lastly: "take_back" | "wait";
  /** How long it waits before it tries later: doubled each time, up to the most. */
  waitSeconds: number;
  maxWaitSeconds: number;
}

export interface SagaCall<State> {
  /** Calls other contexts under a key of this saga and step, so that a repeated step has one effect. */
  ctx: VerbContext;
  state: Readonly<State>;
}

export interface Saga<State extends object> {
  name: string;
  context: ContextName;
  steps: readonly SagaStep<State>[];
  /** What the state keeps no longer than the saga runs, such as what a person typed (sealed until then). */
  forgets?: readonly string[];
  /** How long all of it may take. */
  deadlineSeconds?: number;
  /** What happens then: taken back (the default), or left for a person. */
  pastDeadline?: "take_back" | "stuck";
}

/** Ends a step for now: it is run again when the event comes, and when the time has passed. */
export class SagaWait<State> {
  constructor(
    readonly event: string,
    readonly lookAgainSeconds: number,
    readonly changes: Partial<State> = {},
  ) {}
}
