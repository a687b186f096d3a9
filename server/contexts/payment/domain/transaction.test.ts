import fc from "fast-check";
import { expect, test } from "vitest";
import { DomainError } from "@/server/kernel/errors";
import type { TransactionRequested } from "../contract/events";
import { decide, evolve, noTransaction, type Transaction, type TransactionCommand } from "./transaction";

const asked: TransactionRequested = {
  orderId: "order-1",
  kind: "deposit",
  method: "online",
  reason: "booking",
  serviceCenterId: null,
  amountMinor: 4900,
  currency: "EUR",
  provider: "sandbox",
};
const capture = { kind: "capture", amountMinor: 4900, currency: "EUR" } as const;

function after(...commands: TransactionCommand[]): Transaction {
  const all: TransactionCommand[] = [{ kind: "request", transaction: asked }, ...commands];
  return all.reduce((state, command) => decide(command, state).reduce(evolve, state), noTransaction);
}

test("a capture told twice is one capture", () => {
  expect(decide(capture, after(capture))).toEqual([]);
});

test("money that arrives after all was called off is still there", () => {
  expect(after({ kind: "cancel" }, capture)).toMatchObject({ status: "captured", capturedMinor: 4900 });
  expect(after({ kind: "decline", code: "card_declined" }, capture)).toMatchObject({ status: "captured" });
});

test("a decline or a cancel that comes late takes no captured money away", () => {
  expect(decide({ kind: "decline", code: "late" }, after(capture))).toEqual([]);
  expect(() => decide({ kind: "cancel" }, after(capture))).toThrow("transition_not_allowed");
});

test("a capture of another amount is refused", () => {
  expect(() => decide({ ...capture, amountMinor: 4901 }, after())).toThrow("conflict");
  expect(() => decide({ ...capture, currency: "PLN" }, after())).toThrow("conflict");
});

test("refunds never exceed captures, whatever comes in whatever order", () => {
  const command = fc.oneof(
    fc.constant<TransactionCommand>(capture),
    fc.constant<TransactionCommand>({ kind: "cancel" }),
    fc.constant<TransactionCommand>({ kind: "decline", code: "no" }),
    fc
      .integer({ min: -10, max: 6000 })
      .map((amountMinor): TransactionCommand => ({ kind: "refund", amountMinor })),
  );
  fc.assert(
    fc.property(fc.array(command, { maxLength: 12 }), (commands) => {
      let state = after();
      for (const next of commands) {
        try {
          state = decide(next, state).reduce(evolve, state);
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
        }
        if (state.status === "none") throw new Error("the transaction is gone");
        expect(state.refundedMinor).toBeGreaterThanOrEqual(0);
        expect(state.refundedMinor).toBeLessThanOrEqual(state.capturedMinor);
      }
    }),
    { numRuns: 500 },
  );
});
