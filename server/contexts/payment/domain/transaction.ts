import { DomainError } from "@/server/kernel/errors";
import type { TransactionEvent, TransactionRequested } from "../contract/events";

/** A deposit or payment as its events tell it. Before the first there is nothing. */
export type Transaction =
  | { status: "none" }
  | (TransactionRequested & {
      status: "requested" | "captured" | "declined" | "cancelled" | "refunded";
      capturedMinor: number;
      refundedMinor: number;
    });

export const noTransaction: Transaction = { status: "none" };

export type TransactionCommand =
  | { kind: "request"; transaction: TransactionRequested }
  | { kind: "capture"; amountMinor: number; currency: string }
  | { kind: "decline"; code: string }
  | { kind: "cancel" }
  | { kind: "refund"; amountMinor: number };

/**
 * What follows from a command, or a typed refusal. What a provider says again, or says late about something that has
 * been settled otherwise, changes nothing; money that arrived is never talked away.
 */
export function decide(command: TransactionCommand, transaction: Transaction): TransactionEvent[] {
  if (command.kind === "request") {
    if (transaction.status !== "none") throw new DomainError("conflict");
    return [{ type: "payment.requested.v1", data: command.transaction }];
  }
  if (transaction.status === "none") throw new DomainError("not_found");
  const { orderId, currency, status } = transaction;
  switch (command.kind) {
    case "capture":
      capturedIsWhatWasAskedFor(command, transaction);
      if (transaction.capturedMinor > 0) return [];
      return [{ type: "payment.captured.v1", data: { orderId, amountMinor: command.amountMinor, currency } }];
    case "decline":
      if (status !== "requested") return [];
      return [{ type: "payment.declined.v1", data: { orderId, code: command.code } }];
    case "cancel":
      if (status === "captured") throw new DomainError("transition_not_allowed", { from: status });
      if (status !== "requested") return [];
      return [{ type: "payment.cancelled.v1", data: { orderId } }];
    case "refund":
      refundsNeverExceedCaptures(command.amountMinor, transaction);
      return [{ type: "payment.refunded.v1", data: { orderId, amountMinor: command.amountMinor, currency } }];
  }
}

function capturedIsWhatWasAskedFor(
  told: { amountMinor: number; currency: string },
  asked: TransactionRequested,
): void {
  if (told.amountMinor !== asked.amountMinor || told.currency !== asked.currency) {
    throw new DomainError("conflict", { asked: asked.amountMinor, captured: told.amountMinor });
  }
}

function refundsNeverExceedCaptures(
  amountMinor: number,
  { capturedMinor, refundedMinor, status }: Exclude<Transaction, { status: "none" }>,
): void {
  if (amountMinor <= 0 || refundedMinor + amountMinor > capturedMinor) {
    throw new DomainError("transition_not_allowed", {
      from: status,
      refundable: capturedMinor - refundedMinor,
    });
  }
}

/** The transaction after one more event. */
export function evolve(transaction: Transaction, event: TransactionEvent): Transaction {
  if (event.type === "payment.requested.v1") {
    return { ...event.data, status: "requested", capturedMinor: 0, refundedMinor: 0 };
  }
  if (transaction.status === "none")
    throw new Error(`${event.type} came before the transaction was asked for`);
  switch (event.type) {
    case "payment.captured.v1":
      return { ...transaction, status: "captured", capturedMinor: event.data.amountMinor };
    case "payment.declined.v1":
      return { ...transaction, status: "declined" };
    case "payment.cancelled.v1":
      return { ...transaction, status: "cancelled" };
    case "payment.refunded.v1": {
      const refundedMinor = transaction.refundedMinor + event.data.amountMinor;
      const whole = refundedMinor === transaction.capturedMinor;
      return { ...transaction, refundedMinor, status: whole ? "refunded" : "captured" };
    }
  }
}
