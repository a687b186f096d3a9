/**
 * What happens to money. Ids and amounts only: who pays stands in Customer, how they paid with the provider.
 * Amounts are minor units. A deposit's or payment's stream is `transaction-<id>`.
 */
export type TransactionEvent =
  | { type: "payment.requested.v1"; data: TransactionRequested }
  | { type: "payment.captured.v1"; data: OfOrder & { amountMinor: number; currency: string } }
  | { type: "payment.declined.v1"; data: OfOrder & { code: string } }
  | { type: "payment.cancelled.v1"; data: OfOrder }
  | { type: "payment.refunded.v1"; data: OfOrder & { amountMinor: number; currency: string } };

export interface OfOrder {
  orderId: string;
}

export interface TransactionRequested extends OfOrder {
  kind: "deposit" | "payment";
  method: "online" | "cash" | "card_terminal";
  /** Why it is asked for: a word, not a sentence. */
  reason: string;
  serviceCenterId: string | null;
  amountMinor: number;
  currency: string;
  provider: string;
}

export function transactionStream(transactionId: string): string {
  return `transaction-${transactionId}`;
}
