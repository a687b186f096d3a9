import type { Role } from "@/server/kernel/actor";
import { type MoveName, moveIsAllowedFrom, moveNames, moves, type WorkOrderStatus } from "./transitions";

export interface MoveChoice {
  move: MoveName;
  to: WorkOrderStatus;
  /** Null: the move may be made. `status`: not from where the order is. `role`: others may. */
  refusal: "status" | "role" | null;
  /** Who may make it, whoever asks. */
  roles: readonly Role[];
}

/** Every move of the table as it stands for one person and one order, those that lead on from here first. */
export function moveChoices(
  status: WorkOrderStatus,
  holdsOneOf: (roles: readonly Role[]) => boolean,
): MoveChoice[] {
  const choices = moveNames.map((move): MoveChoice => {
    const { to, roles } = moves[move];
    const refusal = !moveIsAllowedFrom(move, status) ? "status" : holdsOneOf(roles) ? null : "role";
    return { move, to, refusal, roles };
  });
  return choices.sort((a, b) => Number(a.refusal === "status") - Number(b.refusal === "status"));
}
