import { expect, test } from "vitest";
import { goldenData } from "@/test-support/golden";
import {
  type OrderAccountEvent,
  orderAccountEvents,
  type TransactionEvent,
  transactionEvents,
} from "../contract/events";
import { postingsOf } from "./order-account";
import { evolve, noTransaction, type Transaction } from "./transaction";

/** What a deposit of 49 euro that was asked for and captured has become after each event, forever. */
const becomes = {
  "payment.requested.v1": { status: "requested", amountMinor: 4900, capturedMinor: 0 },
  "payment.captured.v1": { status: "captured", capturedMinor: 4900 },
  "payment.declined.v1": { status: "declined" },
  "payment.cancelled.v1": { status: "cancelled" },
  "payment.refunded.v1": { status: "refunded", capturedMinor: 4900, refundedMinor: 4900 },
} as const satisfies Record<TransactionEvent["type"], Partial<Transaction>>;

// Its type and its golden data belong together: docs/events is checked against the contract.
const golden = <Event>(type: string) => ({ type, data: goldenData(type) }) as Event;

test.each(Object.keys(transactionEvents) as TransactionEvent["type"][])(
  "the golden %s is read today as on its first day",
  (type) => {
    const asked = evolve(noTransaction, golden("payment.requested.v1"));
    const before = type === "payment.refunded.v1" ? evolve(asked, golden("payment.captured.v1")) : asked;
    expect(evolve(before, golden(type))).toMatchObject(becomes[type]);
  },
);

test.each(Object.keys(orderAccountEvents) as OrderAccountEvent["type"][])(
  "the golden %s moves the same money today as on its first day",
  (type) => {
    const [posting, ...more] = postingsOf(golden(type));
    expect(more).toEqual([]);
    expect(posting?.lines.map(({ account, amountMinor }) => [account.kind, amountMinor])).toEqual(
      type === "payment.charged.v1"
        ? [
            ["due", 25000n],
            ["sales", -25000n],
          ]
        : [
            ["held", 4900n],
            ["due", -4900n],
          ],
    );
  },
);
