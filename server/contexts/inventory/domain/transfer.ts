import { DomainError } from "@/server/kernel/errors";

export type TransferStatus = "requested" | "picked" | "in_transit" | "received" | "cancelled";
export type TransferMove = "pick" | "ship" | "receive" | "cancel";

/** The one table of a transfer's moves. What has left the house can't be called back, only received. */
const moves = {
  pick: { from: ["requested"], to: "picked", event: "transfer.picked.v1" },
  ship: { from: ["picked"], to: "in_transit", event: "transfer.shipped.v1" },
  receive: { from: ["in_transit"], to: "received", event: "transfer.received.v1" },
  cancel: { from: ["requested", "picked"], to: "cancelled", event: "transfer.cancelled.v1" },
} as const satisfies Record<
  TransferMove,
  { from: readonly TransferStatus[]; to: TransferStatus; event: `transfer.${string}.v1` }
>;

/** Where a move leads and the event that says so. Refuses with `transition_not_allowed`. */
export function moveTransfer(move: TransferMove, from: TransferStatus) {
  const { to, event, from: allowed } = moves[move];
  if (!(allowed as readonly TransferStatus[]).includes(from)) {
    throw new DomainError("transition_not_allowed", { from, move });
  }
  return { to, event };
}
