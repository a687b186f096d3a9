import type { Move, nextMove, Outcome, Position, SagaPlan } from "@/server/platform/sagas/next-move";

type Decide = typeof nextMove;

/** The sagas' decision with a fault in it, by the fault's name. */
export function plantedMove(real: Decide, faults: ReadonlySet<string>): Decide {
  return (plan, at, outcome, more) => {
    const seen = faults.has("pivot_ignored") ? withoutPivot(plan) : plan;
    const move = real(seen, at, outcome, more);
    if (faults.has("failed_step_not_taken_back")) return withoutTheFailed(at, move);
    if (faults.has("compensation_skips_a_step")) return skipping(at, outcome, move);
    if (faults.has("wait_without_a_second_look")) return leavingAtOnce(at, outcome, move);
    return move;
  };
}

function withoutPivot(plan: SagaPlan): SagaPlan {
  return { ...plan, steps: plan.steps.map((step) => ({ ...step, pivot: false })) };
}

function withoutTheFailed(at: Position, move: Move): Move {
  if (at.status === "compensating" || move.status !== "compensating" || move.step === 0) return move;
  return { ...move, step: move.step - 1 };
}

function skipping(at: Position, outcome: Outcome, move: Move): Move {
  const goesBack = at.status === "compensating" && outcome.kind !== "refused" && move.step > 0;
  return goesBack && move.status === "compensating" ? { ...move, step: move.step - 1 } : move;
}

function leavingAtOnce(at: Position, outcome: Outcome, move: Move): Move {
  if (outcome.kind !== "waits" || at.status !== "running" || move.status !== "waiting") return move;
  return { ...move, dueInMillis: outcome.lookAgainMillis, next: "leave" };
}
