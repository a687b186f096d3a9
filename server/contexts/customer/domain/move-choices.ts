import type { Role } from "@/server/kernel/actor";
import {
  type MoveName,
  moveIsAllowedFrom,
  moveNames,
  moves,
  type WorkOrderStatus,
  workOrderStatuses,
} from "./transitions";

export interface MoveChoice {
  move: MoveName;
  to: WorkOrderStatus;
  /** Null: the move may be made. `status`: not from where the order is. `role`: others may. */
  refusal: "status" | "role" | null;
  /** Who may make it, whoever asks. */
  roles: readonly Role[];
}

/** Every move of the table as it stands for one person and one order: those that lead on first, then those back. */
export function moveChoices(
  status: WorkOrderStatus,
  holdsOneOf: (roles: readonly Role[]) => boolean,
): MoveChoice[] {
  const choices = moveNames.map((move): MoveChoice => {
    const { to, roles } = moves[move];
    const refusal = !moveIsAllowedFrom(move, status) ? "status" : holdsOneOf(roles) ? null : "role";
    return { move, to, refusal, roles };
  });
  return choices.sort((a, b) => distance(a, status) - distance(b, status));
}

function distance({ to, refusal }: MoveChoice, status: WorkOrderStatus): number {
  if (refusal === "status") return 2;
  return workOrderStatuses.indexOf(to) < workOrderStatuses.indexOf(status) ? 1 : 0;
}
