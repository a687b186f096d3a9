import { DomainError } from "@/server/kernel/errors";
import type { PurchaseEvent } from "../contract/purchase-events";

export const purchaseStatuses = [
  "draft",
  "sent",
  "partly_received",
  "complete",
  "closed_short",
  "cancelled",
] as const;
export type PurchaseStatus = (typeof purchaseStatuses)[number];
export type PurchaseMove = "revise" | "send" | "receive" | "close_short" | "cancel";

export interface OrderedLine {
  partId: string;
  quantity: number;
  /** In minor units of the supplier's currency. */
  unitPriceMinor: number;
  supplierCode: string | null;
}

export interface PurchaseLine extends OrderedLine {
  /** What has entered the stock, what was kept beyond the order included. */
  received: number;
  keptOver: number;
  /** Came, was not taken, and is still owed. */
  rejectedOpen: number;
}

/** An order at a supplier as its events tell it. */
export interface PurchaseOrder {
  id: string;
  number: number;
  supplierId: string;
  warehouseId: string;
  currency: string;
  status: PurchaseStatus;
  expectedOn: string | null;
  lines: readonly PurchaseLine[];
}

/** What came of a part. */
export interface DeliveredLine {
  partId: string;
  accepted: number;
  damaged: number;
  wrong: number;
  surplus: number;
}

export type PurchaseCommand =
  | { kind: "revise"; lines: readonly OrderedLine[] }
  | { kind: "send"; expectedOn: string }
  | { kind: "receive"; receiptId: string; lines: readonly DeliveredLine[]; keepOver: boolean }
  | { kind: "close_short" }
  | { kind: "cancel" };

/** The one table of moves. What has come can't be called off any more, only its rest be given up. */
const moves = {
  revise: ["draft"],
  send: ["draft"],
  receive: ["sent", "partly_received"],
  close_short: ["partly_received"],
  cancel: ["draft", "sent"],
} as const satisfies Record<PurchaseMove, readonly PurchaseStatus[]>;

export function mayMove(move: PurchaseMove, from: PurchaseStatus): boolean {
  return (moves[move] as readonly PurchaseStatus[]).includes(from);
}

/** What the supplier still owes, came and went back included. */
export function outstandingOf({ quantity, received }: Pick<PurchaseLine, "quantity" | "received">): number {
  return Math.max(0, quantity - received);
}

/** What has not come yet at all. */
export function remainingOf(line: PurchaseLine): number {
  return outstandingOf(line) - line.rejectedOpen;
}

/** What follows from a command, or a typed refusal. */
export function decidePurchase(command: PurchaseCommand, order: PurchaseOrder): PurchaseEvent[] {
  if (!mayMove(command.kind, order.status)) {
    throw new DomainError("purchase_moved_on", { status: order.status });
  }
  const { id: purchaseOrderId, number, supplierId, warehouseId, currency } = order;
  switch (command.kind) {
    case "revise": {
      const lines = command.lines.map((line) => ({ ...line }));
      const data = { purchaseOrderId, number, supplierId, warehouseId, currency, lines };
      return [{ type: "purchase_order.drafted.v1", data }];
    }
    case "send":
      orderIsSentOnlyWithLines(order);
      return [{ type: "purchase_order.sent.v1", data: { purchaseOrderId, expectedOn: command.expectedOn } }];
    case "receive":
      return received(command, order);
    case "close_short": {
      const missing = order.lines
        .filter((line) => outstandingOf(line) > 0)
        .map((line) => ({ partId: line.partId, quantity: outstandingOf(line) }));
      return [{ type: "purchase_order.closed_short.v1", data: { purchaseOrderId, missing } }];
    }
    case "cancel":
      return [{ type: "purchase_order.cancelled.v1", data: { purchaseOrderId } }];
  }
}

function orderIsSentOnlyWithLines({ lines }: PurchaseOrder): void {
  if (lines.length === 0) throw new DomainError("purchase_empty");
}

function received(
  { receiptId, lines, keepOver }: Extract<PurchaseCommand, { kind: "receive" }>,
  order: PurchaseOrder,
): PurchaseEvent[] {
  const came = together(lines);
  onlyWhatWasOrderedIsReceived(came, order);
  const counted = came.map((line) => ({ ...line, over: overOf(line, order) }));
  moreThanOrderedIsReceivedOnlyIfSaid(counted, keepOver);
  const { id: purchaseOrderId } = order;
  const event: PurchaseEvent = {
    type: "purchase_order.received.v1",
    data: { purchaseOrderId, receiptId, lines: counted },
  };
  const all = evolvePurchase(order, event).lines.every((line) => outstandingOf(line) === 0);
  return all ? [event, { type: "purchase_order.completed.v1", data: { purchaseOrderId } }] : [event];
}

/** Two lines of one part count together. */
function together(lines: readonly DeliveredLine[]): DeliveredLine[] {
  const sums = new Map<string, DeliveredLine>();
  for (const line of lines) {
    const before = sums.get(line.partId);
    sums.set(line.partId, before === undefined ? line : added(before, line));
  }
  return [...sums.values()];
}

function added(one: DeliveredLine, other: DeliveredLine): DeliveredLine {
  return {
    partId: one.partId,
    accepted: one.accepted + other.accepted,
    damaged: one.damaged + other.damaged,
    wrong: one.wrong + other.wrong,
    surplus: one.surplus + other.surplus,
  };
}

function onlyWhatWasOrderedIsReceived(came: readonly DeliveredLine[], { lines }: PurchaseOrder): void {
  const strange = came.filter(({ partId }) => !lines.some((line) => line.partId === partId));
  if (strange.length > 0) {
    throw new DomainError("not_on_order", { parts: strange.map(({ partId }) => partId) });
  }
}

function overOf({ partId, accepted }: DeliveredLine, { lines }: PurchaseOrder): number {
  const line = lines.find((each) => each.partId === partId);
  return line === undefined ? accepted : Math.max(0, accepted - outstandingOf(line));
}

function moreThanOrderedIsReceivedOnlyIfSaid(
  came: readonly { partId: string; over: number }[],
  keepOver: boolean,
): void {
  const over = came.filter((line) => line.over > 0);
  if (keepOver || over.length === 0) return;
  throw new DomainError("over_receipt", { parts: over.map(({ partId }) => partId) });
}

export function emptyPurchase(id: string): PurchaseOrder {
  return {
    id,
    number: 0,
    supplierId: "",
    warehouseId: "",
    currency: "",
    status: "draft",
    expectedOn: null,
    lines: [],
  };
}

/** The order after one more event. */
export function evolvePurchase(order: PurchaseOrder, event: PurchaseEvent): PurchaseOrder {
  switch (event.type) {
    case "purchase_order.drafted.v1": {
      const { purchaseOrderId: id, lines, ...about } = event.data;
      const none = { received: 0, keptOver: 0, rejectedOpen: 0 };
      return { ...order, ...about, id, lines: lines.map((line) => ({ ...line, ...none })) };
    }
    case "purchase_order.sent.v1":
      return { ...order, status: "sent", expectedOn: event.data.expectedOn };
    case "purchase_order.received.v1": {
      const came = new Map(event.data.lines.map((line) => [line.partId, line]));
      const lines = order.lines.map((line) => afterReceipt(line, came.get(line.partId)));
      return { ...order, status: "partly_received", lines };
    }
    case "purchase_order.completed.v1":
      return { ...order, status: "complete" };
    case "purchase_order.closed_short.v1":
      return { ...order, status: "closed_short" };
    case "purchase_order.cancelled.v1":
      return { ...order, status: "cancelled" };
  }
}

/** What was rejected is owed, unless there was nothing owed any more; what is taken later pays the rest first. */
function afterReceipt(
  line: PurchaseLine,
  came: { accepted: number; over: number; damaged: number; wrong: number } | undefined,
): PurchaseLine {
  if (came === undefined) return line;
  const received = line.received + came.accepted;
  const owed = outstandingOf({ quantity: line.quantity, received });
  const rejectedOpen = Math.min(line.rejectedOpen + came.damaged + came.wrong, owed);
  return { ...line, received, keptOver: line.keptOver + came.over, rejectedOpen };
}
