import { type ErrorCode, isTransient } from "@/server/kernel/errors";
import type { RetryPolicy } from "./saga";

export type SagaStatus = "running" | "waiting" | "compensating" | "done" | "failed";

/** What of a saga and its state the decision needs: no I/O, no clock, no chance of its own. */
export interface SagaPlan {
  steps: readonly StepPlan[];
  pastDeadline: "take_back" | "stuck";
}

export interface StepPlan {
  timeoutMillis: number;
  retry: RetryPolicy;
  pivot: boolean;
  /** False: the step is passed over on the way forward; the way back passes over none. */
  applies: boolean;
}

export interface Position {
  status: SagaStatus;
  step: number;
  /** Failed tries of this step in this direction. */
  attempt: number;
}

/** How running a step, or taking it back, ended. */
export type Outcome =
  | { kind: "done" }
  | { kind: "waits"; event: string; lookAgainMillis: number }
  | { kind: "refused"; code: ErrorCode };

export interface Move extends Position {
  /** When somebody has to look at the saga again; null: never by itself. */
  dueInMillis: number | null;
  waitsFor: string | null;
  stuck: boolean;
  /** Set when this move is where it failed. */
  failure?: ErrorCode;
  /** What the process that made the move does: the next step, the same one after a pause, or nothing more. */
  next: "go_on" | "leave" | { pauseMillis: number };
}

/** A process that has not moved its saga for the step's time and this much more is believed dead. */
const leaseMarginMillis = 3_000;
const compensation = { attempts: 8, firstMillis: 200, maxMillis: 300_000 };
/** Longer pauses are not spent in a caller's time. */
const longestPauseMillis = 2_000;

/** What a saga does after a step. `chance` in [0, 1) spreads pauses; `overdue`: its deadline has passed. */
export function nextMove(
  plan: SagaPlan,
  at: Position,
  outcome: Outcome,
  { chance, overdue }: { chance: number; overdue: boolean },
): Move {
  if (at.status === "compensating") return backward(plan, at, outcome, chance);
  if (outcome.kind === "done") return forwardFrom(plan, at.step + 1);
  // Past the pivot there is nothing that the deadline could take back: what passes by itself is waited for.
  const waitsAll = plan.pastDeadline === "take_back" && isPastPivot(plan, at) && passesByItself(outcome);
  if (overdue && !waitsAll) {
    const reason = outcome.kind === "refused" ? outcome.code : "unavailable";
    return plan.pastDeadline === "take_back" ? takenBack(plan, at, reason) : stuckAt(at, "deadline_passed");
  }
  if (outcome.kind === "waits") return waiting(plan, at, outcome);
  if (!isTransient(outcome.code)) return takenBack(plan, at, outcome.code);
  return triedAgain(plan, at, outcome.code, chance);
}

/** The saga as it stands before its first step, or after one: at the next step that applies, else at its end. */
export function forwardFrom(plan: SagaPlan, from: number): Move {
  for (let step = from; step < plan.steps.length; step++) {
    if (plan.steps[step]?.applies) return working(plan, { status: "running", step, attempt: 0 });
  }
  return ended("done", plan.steps.length);
}

/** Looked at once more right after it stands: an event that came between the look and the wait is not missed. */
function waiting(plan: SagaPlan, at: Position, outcome: Extract<Outcome, { kind: "waits" }>): Move {
  const position = { status: "waiting", step: at.step, attempt: 0 } as const;
  const waitsFor = outcome.event;
  if (at.status === "running") return { ...working(plan, position), waitsFor };
  return { ...position, waitsFor, dueInMillis: outcome.lookAgainMillis, stuck: false, next: "leave" };
}

function triedAgain(plan: SagaPlan, at: Position, code: ErrorCode, chance: number): Move {
  const { retry } = stepOf(plan, at);
  const attempt = at.attempt + 1;
  if (attempt < retry.attempts) {
    return paused(plan, { ...at, attempt }, backoff(at.attempt, retry.firstMillis, retry.maxMillis, chance));
  }
  if (retry.lastly === "take_back") return takenBack(plan, at, code);
  const later = backoff(
    attempt - retry.attempts,
    retry.waitSeconds * 1000,
    retry.maxWaitSeconds * 1000,
    chance,
  );
  return {
    status: "waiting",
    step: at.step,
    attempt,
    waitsFor: null,
    dueInMillis: later,
    stuck: false,
    next: "leave",
  };
}

/** Tried again for as long as it takes. A fault of the code is tried again too, but does not wait for ever. */
function passesByItself(outcome: Outcome): boolean {
  return outcome.kind === "refused" && isTransient(outcome.code) && outcome.code !== "internal";
}

function isPastPivot(plan: SagaPlan, at: Position): boolean {
  const pivot = plan.steps.findIndex((step) => step.pivot);
  return pivot >= 0 && at.step > pivot;
}

/** Past the pivot there is no way back: a person decides. */
function takenBack(plan: SagaPlan, at: Position, failure: ErrorCode): Move {
  if (isPastPivot(plan, at)) return stuckAt(at, failure);
  return { ...working(plan, { status: "compensating", step: at.step, attempt: 0 }), failure };
}

/**
 * The step that failed may have had its effect before the answer was lost, so it is taken back too. What passes by
 * itself is tried until it has passed; what does not is a person's after a few tries.
 */
function backward(plan: SagaPlan, at: Position, outcome: Outcome, chance: number): Move {
  if (outcome.kind !== "refused") {
    if (at.step === 0) return ended("failed", 0);
    return working(plan, { status: "compensating", step: at.step - 1, attempt: 0 });
  }
  const attempt = at.attempt + 1;
  if (attempt >= compensation.attempts && !passesByItself(outcome)) {
    return stuckAt({ ...at, attempt }, outcome.code);
  }
  const pause = backoff(at.attempt, compensation.firstMillis, compensation.maxMillis, chance);
  return paused(plan, { ...at, attempt }, pause);
}

function paused(plan: SagaPlan, at: Position, pauseMillis: number): Move {
  const move = working(plan, at);
  if (pauseMillis > longestPauseMillis) return { ...move, dueInMillis: pauseMillis, next: "leave" };
  return { ...move, dueInMillis: (move.dueInMillis ?? 0) + pauseMillis, next: { pauseMillis } };
}

function working(plan: SagaPlan, at: Position): Move {
  const dueInMillis = stepOf(plan, at).timeoutMillis + leaseMarginMillis;
  return { ...at, dueInMillis, waitsFor: null, stuck: false, next: "go_on" };
}

function ended(status: "done" | "failed", step: number): Move {
  return { status, step, attempt: 0, dueInMillis: null, waitsFor: null, stuck: false, next: "leave" };
}

function stuckAt(at: Position, failure: ErrorCode): Move {
  return { ...at, dueInMillis: null, waitsFor: null, stuck: true, failure, next: "leave" };
}

/** Exponential with half its length by chance, so that those who failed together don't come back together. */
function backoff(attempt: number, firstMillis: number, maxMillis: number, chance: number): number {
  const full = Math.min(maxMillis, firstMillis * 2 ** Math.min(attempt, 30));
  return Math.round(full / 2 + (full / 2) * chance);
}

function stepOf(plan: SagaPlan, { step }: Position): StepPlan {
  const found = plan.steps[step];
  if (found === undefined) throw new Error(`the saga has no step ${step}`);
  return found;
}
