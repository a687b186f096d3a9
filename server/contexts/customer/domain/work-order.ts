import { DomainError } from "@/server/kernel/errors";
import type {
  CancelReason,
  PromiseReason,
  WorkOrderBooked,
  WorkOrderEvent,
} from "../contract/work-order-events";
import {
  type AnswerEstimate,
  answerEstimate,
  estimateIsAsTheMoveNeeds,
  type SendEstimate,
  type SentEstimate,
  sendEstimate,
} from "./estimate";
import {
  estimateConditionOf,
  type MoveName,
  moveIsAllowedFrom,
  moves,
  movesFrom,
  type WorkOrderStatus,
} from "./transitions";

/** A work order as its events tell it. Before the first there is nothing. */
export type WorkOrder =
  | { status: "none"; version: 0 }
  | (WorkOrderBooked & {
      status: WorkOrderStatus;
      version: number;
      photos: number;
      /** The last one that was sent. */
      estimate: SentEstimate | null;
    });

export const noWorkOrder: WorkOrder = { status: "none", version: 0 };

/** Moves that say no more than that they were made. Declining is the answer itself. */
export type PlainMove = Exclude<MoveName, "receive" | "cancel" | "decline">;

export type WorkOrderCommand =
  | { kind: "book"; order: WorkOrderBooked }
  | { kind: "receive"; accessories: string[]; photos: number; photosWaivedBy: string | null }
  | { kind: "cancel"; reason: CancelReason }
  | { kind: "move"; move: PlainMove }
  | SendEstimate
  | AnswerEstimate
  | { kind: "change_promise"; promisedBy: string; reason: PromiseReason }
  | { kind: "reschedule"; slotStart: string; slotEnd: string; promisedBy: string };

/** Two views show a device's condition; a manager may let one in without. */
export const conditionPhotosNeeded = 2;

const eventOfMove = {
  start_diagnosis: "work_order.diagnosis_started.v1",
  request_approval: "work_order.approval_requested.v1",
  approve: "work_order.approved.v1",
  await_parts: "work_order.parts_awaited.v1",
  start_repair: "work_order.repair_started.v1",
  check_quality: "work_order.quality_check_started.v1",
  finish: "work_order.ready.v1",
  hand_over: "work_order.handed_over.v1",
  close: "work_order.closed.v1",
  abandon: "work_order.abandoned.v1",
  declare_unrepairable: "work_order.unrepairable.v1",
} as const satisfies Record<PlainMove, WorkOrderEvent["type"]>;

/** What follows from a command, or a typed refusal. Never a silent no-op. */
export function decide(command: WorkOrderCommand, order: WorkOrder): WorkOrderEvent[] {
  switch (command.kind) {
    case "book":
      if (order.status !== "none") throw new DomainError("conflict");
      return [{ type: "work_order.booked.v1", data: command.order }];
    case "receive":
      moveMustBeAllowed("receive", order);
      deviceIsReceivedOnlyWithPhotosOrWaiver(command);
      return [
        {
          type: "work_order.received.v1",
          data: {
            accessories: command.accessories,
            photos: command.photos,
            photosWaivedBy: command.photosWaivedBy,
          },
        },
      ];
    case "cancel":
      moveMustBeAllowed("cancel", order);
      return [{ type: "work_order.cancelled.v1", data: { reason: command.reason } }];
    case "move":
      moveMustBeAllowed(command.move, order);
      return [{ type: eventOfMove[command.move], data: {} }];
    case "send_estimate":
      return decideInTurn(sendEstimate(command, estimateOf(order)), order, (sent) =>
        sent.status === "awaiting_approval" ? [] : decide({ kind: "move", move: "request_approval" }, sent),
      );
    case "answer_estimate":
      return decideInTurn(answerEstimate(command, estimateOf(order)), order, (answered) => {
        if (order.status !== "awaiting_approval") moveMustBeAllowed("approve", order);
        return answered.estimate?.answer?.accepted.length === 0
          ? []
          : decide({ kind: "move", move: "approve" }, answered);
      });
    case "change_promise":
      if (order.status === "none") throw new DomainError("not_found");
      return [
        {
          type: "work_order.promise_changed.v1",
          data: { promisedBy: command.promisedBy, reason: command.reason },
        },
      ];
    case "reschedule":
      return reschedule(command, order);
  }
}

function estimateOf(order: WorkOrder): SentEstimate | null {
  if (order.status === "none") throw new DomainError("not_found");
  return order.estimate;
}

/** What the customer accepted of the last estimate, in minor units; null where there is nothing of the kind. */
export function agreedPrice(order: WorkOrder): number | null {
  if (order.status === "none" || !order.estimate?.answer?.accepted.length) return null;
  return order.estimate.answer.acceptedMinor;
}

/** What was decided, and what follows from the order as it then is; nothing follows from nothing. */
function decideInTurn(
  decided: WorkOrderEvent[],
  order: WorkOrder,
  next: (after: Extract<WorkOrder, { photos: number }>) => WorkOrderEvent[],
): WorkOrderEvent[] {
  const after = decided.reduce(evolve, order);
  if (decided.length === 0 || after.status === "none") return [];
  return [...decided, ...next(after)];
}

/** Only a device that hasn't come yet can come at another time; the same time again is no change. */
function reschedule(
  { slotStart, slotEnd, promisedBy }: Extract<WorkOrderCommand, { kind: "reschedule" }>,
  order: WorkOrder,
): WorkOrderEvent[] {
  if (order.status === "none") throw new DomainError("not_found");
  if (order.status !== "booked") {
    throw new DomainError("transition_not_allowed", { from: order.status, move: "reschedule" });
  }
  if (order.slotStart === slotStart && order.slotEnd === slotEnd) return [];
  return [{ type: "work_order.rescheduled.v1", data: { slotStart, slotEnd, promisedBy } }];
}

function moveMustBeAllowed(move: MoveName, order: WorkOrder): void {
  if (order.status === "none") throw new DomainError("not_found");
  if (!moveIsAllowedFrom(move, order.status)) {
    throw new DomainError("transition_not_allowed", {
      from: order.status,
      move,
      allowed: movesFrom(order.status),
    });
  }
  estimateIsAsTheMoveNeeds(estimateConditionOf(move), order.estimate);
}

function deviceIsReceivedOnlyWithPhotosOrWaiver(intake: {
  photos: number;
  photosWaivedBy: string | null;
}): void {
  if (intake.photos < conditionPhotosNeeded && intake.photosWaivedBy === null) {
    throw new DomainError("condition_photos_missing", {
      needed: conditionPhotosNeeded,
      taken: intake.photos,
    });
  }
}

/** The order after one more event. */
export function evolve(order: WorkOrder, event: WorkOrderEvent): WorkOrder {
  if (event.type === "work_order.booked.v1") {
    return { ...event.data, status: "booked", version: 1, photos: 0, estimate: null };
  }
  if (order.status === "none") throw new Error(`${event.type} came before the order was booked`);
  const next = { ...order, version: order.version + 1 };
  switch (event.type) {
    case "work_order.received.v1":
      return { ...next, status: "received", photos: event.data.photos };
    case "work_order.diagnosis_started.v1":
      return { ...next, status: "diagnosing" };
    case "work_order.estimate_sent.v1":
      return { ...next, estimate: { ...event.data, answer: null } };
    case "work_order.estimate_answered.v1": {
      const estimate = order.estimate && { ...order.estimate, answer: event.data };
      const isDeclined = event.data.accepted.length === 0;
      return { ...next, estimate, status: isDeclined ? moves.decline.to : order.status };
    }
    case "work_order.approval_requested.v1":
      return { ...next, status: "awaiting_approval" };
    case "work_order.approved.v1":
      return { ...next, status: "approved" };
    case "work_order.parts_awaited.v1":
      return { ...next, status: "awaiting_parts" };
    case "work_order.repair_started.v1":
      return { ...next, status: "repairing" };
    case "work_order.quality_check_started.v1":
      return { ...next, status: "quality_check" };
    case "work_order.ready.v1":
      return { ...next, status: "ready" };
    case "work_order.handed_over.v1":
      return { ...next, status: "handed_over" };
    case "work_order.closed.v1":
      return { ...next, status: "closed" };
    case "work_order.cancelled.v1":
      return { ...next, status: "cancelled" };
    case "work_order.abandoned.v1":
      return { ...next, status: "abandoned" };
    case "work_order.unrepairable.v1":
      return { ...next, status: "unrepairable" };
    case "work_order.promise_changed.v1":
      return { ...next, promisedBy: event.data.promisedBy };
    case "work_order.rescheduled.v1":
      return { ...next, ...event.data };
  }
}
