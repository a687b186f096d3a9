import { z } from "zod";
import { defineEvents, type EventOf } from "@/server/kernel/event-schemas";

const id = z.string().min(1);
const ofOrder = z.strictObject({ orderId: id });
const currency = z.string().length(3);
const amount = { amountMinor: z.number().int().min(0), currency };

const requested = ofOrder.extend({
  kind: z.enum(["deposit", "payment"]),
  method: z.enum(["online", "cash", "card_terminal"]),
  /** Why it is asked for: a word, not a sentence. */
  reason: z.string().min(1),
  serviceCenterId: id.nullable(),
  ...amount,
  provider: z.string().min(1),
});
export type TransactionRequested = z.infer<typeof requested>;

/**
 * What happens to money. Ids and amounts only: who pays stands in Customer, how they paid with the provider.
 * Amounts are minor units. A deposit's or payment's stream is `transaction-<id>`.
 */
export const transactionEvents = defineEvents({
  "payment.requested.v1": requested,
  "payment.captured.v1": ofOrder.extend(amount),
  "payment.declined.v1": ofOrder.extend({ code: z.string() }),
  "payment.cancelled.v1": ofOrder,
  "payment.refunded.v1": ofOrder.extend(amount),
});
export type TransactionEvent = EventOf<typeof transactionEvents>;

/** What an order costs, and which of the money held for it pays that. Stream `order_account-<order id>`. */
export const orderAccountEvents = defineEvents({
  "payment.charged.v1": ofOrder.extend({ serviceCenterId: id, ...amount }),
  "payment.allocated.v1": ofOrder.extend(amount),
});
export type OrderAccountEvent = EventOf<typeof orderAccountEvents>;

const transactionPrefix = "transaction-";

export function transactionStream(transactionId: string): string {
  return `${transactionPrefix}${transactionId}`;
}

/** The transaction whose stream it is. */
export function transactionOf(streamId: string): string {
  return streamId.slice(transactionPrefix.length);
}

export function orderAccountStream(orderId: string): string {
  return `order_account-${orderId}`;
}
