import { bookARepair } from "@/server/sagas/book-a-repair";
import { takeADeposit } from "./deposit-saga";
import type { Sagas } from "./portal";

/** Faults that the simulation has to find, each a switch of the model, of a saga or of the sagas' decision. */
export const plantedFaults = [
  // Sagas
  "compensation_lost",
  "compensations_in_the_wrong_order",
  "compensation_skips_a_step",
  "failed_step_not_taken_back",
  "pivot_ignored",
  "deadline_ignored",
  "wait_without_a_second_look",
  "waiting_beside_waking",
  "move_without_version_guard",
  "place_beside_the_effect",
  "call_without_key",
  "late_call_after_compensation",
  "tombstone_not_written",
  "late_money_kept",
  "cancellation_not_heard",
  "refund_without_key",
  "order_not_kept_while_it_moves",
  "moved_from_an_old_time",
  "resumed_under_its_key",
  "standing_move_not_known",
  "freed_by_one_look",
  // Idempotency
  "answer_not_kept",
  "key_freed_after_a_final_refusal",
  "refusal_before_not_kept",
  "passing_refusal_kept",
  "dedupe_outside_the_transaction",
  "key_stored_after_the_effect",
  // Relay
  "id_greater_than_last",
  "no_horizon",
  "horizon_without_prepared",
  "relay_without_lock",
  "numbered_by_transaction",
  // Consumers
  "inbox_not_written",
  "inbox_beside_the_effect",
  "offset_before_the_effect",
  "dead_letter_overtaken",
  "dead_letter_lost",
  // Two-phase commit
  "decision_logged_late",
  "presumed_commit",
  "silence_counts_as_prepared",
  "second_decision_overwrites",
  "forgotten_before_all_are_told",
  "prepare_not_durable",
  "resolved_by_a_guess",
] as const;
export type PlantedFault = (typeof plantedFaults)[number];

/** Where the rare ones were seen; the search begins there. */
export const seenAt: Partial<Record<PlantedFault, number>> = {
  failed_step_not_taken_back: 595,
  resolved_by_a_guess: 96,
  late_call_after_compensation: 708,
  tombstone_not_written: 672,
  late_money_kept: 775,
  refusal_before_not_kept: 3_623,
  place_beside_the_effect: 1_880,
  freed_by_one_look: 16_171,
  numbered_by_transaction: 8_675,
};

/** The sagas with a fault in them, where the fault is one of theirs. */
export function sagasWith(fault: PlantedFault): Partial<Sagas> {
  if (fault === "compensation_lost") {
    const steps = bookARepair.steps.map(({ compensate, ...step }) =>
      step.name === "open the work order" || compensate === undefined ? step : { ...step, compensate },
    );
    return { bookARepair: { ...bookARepair, steps } };
  }
  if (fault !== "compensations_in_the_wrong_order") return {};
  const [first, second, ...rest] = takeADeposit.steps;
  if (first?.compensate === undefined || second?.compensate === undefined)
    throw new Error("two steps are taken back");
  const swapped = [
    { ...first, compensate: second.compensate },
    { ...second, compensate: first.compensate },
    ...rest,
  ];
  return { takeADeposit: { ...takeADeposit, steps: swapped } };
}
