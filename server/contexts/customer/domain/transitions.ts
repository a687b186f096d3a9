import type { Role } from "@/server/kernel/actor";

/** The life of a work order, in the order in which it usually goes. */
export const workOrderStatuses = [
  "booked",
  "received",
  "diagnosing",
  "awaiting_approval",
  "approved",
  "awaiting_parts",
  "repairing",
  "quality_check",
  "ready",
  "handed_over",
  "closed",
  "cancelled",
  "abandoned",
  "unrepairable",
] as const;
export type WorkOrderStatus = (typeof workOrderStatuses)[number];

/** Who is waited for, so that a promise is not held against us while the customer thinks. */
export type Clock = "us" | "customer" | "supplier" | "none";

export type MoveName =
  | "receive"
  | "start_diagnosis"
  | "request_approval"
  | "approve"
  | "decline"
  | "await_parts"
  | "start_repair"
  | "check_quality"
  | "finish"
  | "hand_over"
  | "close"
  | "cancel"
  | "abandon"
  | "declare_unrepairable";

/** What an order's estimate must be like before a move: sent and not answered, accepted in part at least, declined. */
export type EstimateCondition = "open" | "accepted" | "declined";

interface Move {
  from: readonly WorkOrderStatus[];
  to: WorkOrderStatus;
  /** Which staff may make the move; customers cancel and answer through verbs of their own. */
  roles: readonly Role[];
  estimate?: EstimateCondition;
}

const counter: readonly Role[] = ["front_desk", "manager"];
const bench: readonly Role[] = ["technician", "front_desk", "manager"];

/** The one table of moves: commands decide by it, screens enable their buttons by it. */
export const moves = {
  receive: { from: ["booked"], to: "received", roles: counter },
  start_diagnosis: { from: ["received"], to: "diagnosing", roles: bench },
  request_approval: {
    from: ["diagnosing", "approved", "awaiting_parts", "repairing"],
    to: "awaiting_approval",
    roles: bench,
    estimate: "open",
  },
  approve: { from: ["awaiting_approval"], to: "approved", roles: counter, estimate: "accepted" },
  // A person decides what comes next: another estimate, the device back, or that it can't be repaired.
  decline: { from: ["awaiting_approval"], to: "diagnosing", roles: counter, estimate: "declined" },
  await_parts: { from: ["diagnosing", "approved", "repairing"], to: "awaiting_parts", roles: bench },
  start_repair: {
    from: ["diagnosing", "approved", "awaiting_parts", "quality_check"],
    to: "repairing",
    roles: bench,
  },
  check_quality: { from: ["repairing"], to: "quality_check", roles: bench },
  finish: { from: ["quality_check", "unrepairable"], to: "ready", roles: bench },
  hand_over: { from: ["ready"], to: "handed_over", roles: counter },
  close: { from: ["handed_over"], to: "closed", roles: counter },
  cancel: {
    from: ["booked", "received", "diagnosing", "awaiting_approval", "approved", "awaiting_parts"],
    to: "cancelled",
    roles: counter,
  },
  abandon: { from: ["ready"], to: "abandoned", roles: ["manager"] },
  declare_unrepairable: { from: ["diagnosing", "repairing"], to: "unrepairable", roles: bench },
} as const satisfies Record<MoveName, Move>;

export const moveNames = Object.keys(moves) as MoveName[];

/** What must hold of the estimate before a move; undefined where it does not matter. */
export function estimateConditionOf(move: MoveName): EstimateCondition | undefined {
  const rule: Move = moves[move];
  return rule.estimate;
}

const clocks = {
  booked: "customer",
  received: "us",
  diagnosing: "us",
  awaiting_approval: "customer",
  approved: "us",
  awaiting_parts: "supplier",
  repairing: "us",
  quality_check: "us",
  ready: "customer",
  handed_over: "none",
  closed: "none",
  cancelled: "none",
  abandoned: "none",
  unrepairable: "us",
} as const satisfies Record<WorkOrderStatus, Clock>;

export function clockOf(status: WorkOrderStatus): Clock {
  return clocks[status];
}

export function moveIsAllowedFrom(move: MoveName, status: WorkOrderStatus): boolean {
  return (moves[move].from as readonly WorkOrderStatus[]).includes(status);
}

/** The moves that lead on from a status, for buttons and menus. */
export function movesFrom(status: WorkOrderStatus): MoveName[] {
  return moveNames.filter((move) => moveIsAllowedFrom(move, status));
}

/** Whether nothing more happens to the order. */
export function isClosed(status: WorkOrderStatus): boolean {
  return status === "closed" || status === "cancelled" || status === "abandoned";
}
