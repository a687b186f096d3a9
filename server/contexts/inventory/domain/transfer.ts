import { DomainError } from "@/server/kernel/errors";
import type { TransferStatus } from "../contract/transfer";

export type TransferMove = "pick" | "ship" | "receive" | "cancel" | "write_off";

export const writeOffReasons = ["lost", "damaged"] as const;
export type WriteOffReason = (typeof writeOffReasons)[number];

/**
 * The one table of a transfer's moves, and at which end each is made. What has left the house can't be called back,
 * only received or written off.
 */
const moves = {
  pick: { from: ["requested"], to: "picked", event: "transfer.picked.v1", end: "from" },
  ship: { from: ["picked"], to: "in_transit", event: "transfer.shipped.v1", end: "from" },
  receive: { from: ["in_transit"], to: "received", event: "transfer.received.v1", end: "to" },
  cancel: { from: ["requested", "picked"], to: "cancelled", event: "transfer.cancelled.v1", end: "from" },
  write_off: { from: ["in_transit"], to: "written_off", event: "transfer.written_off.v1", end: "to" },
} as const satisfies Record<
  TransferMove,
  {
    from: readonly TransferStatus[];
    to: TransferStatus;
    event: `transfer.${string}.v1`;
    end: "from" | "to";
  }
>;

/** Where a move leads and the event that says so. Refuses with `transition_not_allowed`. */
export function moveTransfer<Move extends TransferMove>(
  move: Move,
  from: TransferStatus,
): (typeof moves)[Move] {
  const found = moves[move];
  if (!(found.from as readonly TransferStatus[]).includes(from)) {
    throw new DomainError("transition_not_allowed", { from, move });
  }
  return found;
}

/** The warehouse whose people make the move. */
export function warehouseThatMoves(
  move: TransferMove,
  { fromWarehouseId, toWarehouseId }: { fromWarehouseId: string; toWarehouseId: string },
): string {
  return moves[move].end === "from" ? fromWarehouseId : toWarehouseId;
}

/** What can be done next with a transfer at one of its ends. */
export function transferMovesAt(end: "from" | "to", status: TransferStatus): TransferMove[] {
  return (Object.keys(moves) as TransferMove[]).filter(
    (move) => moves[move].end === end && (moves[move].from as readonly TransferStatus[]).includes(status),
  );
}
