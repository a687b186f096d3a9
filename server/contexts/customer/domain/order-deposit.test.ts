import { describe, expect, test } from "vitest";
import { type DepositState, orderDeposit, type ToldDeposit } from "./order-deposit";
import type { WorkOrderStatus } from "./transitions";

const eur = (amountMinor: number) => ({ amountMinor, currency: "EUR" });
const order = (status: WorkOrderStatus, depositMinor: number | null = 5_700) => ({
  status,
  depositMinor,
  currency: "EUR",
});
const told = (status: ToldDeposit["status"], changes: Partial<ToldDeposit> = {}): ToldDeposit => ({
  status,
  amountMinor: 5_700,
  refundedMinor: 0,
  currency: "EUR",
  askedAt: new Date("2026-11-20T09:00:00Z"),
  paidAt: null,
  endedAt: null,
  ...changes,
});

describe("an order's deposit", () => {
  test("is none where none was booked", () => {
    expect(orderDeposit(order("booked", null), undefined)).toBeUndefined();
  });

  test.each([
    ["booked", undefined, "to_be_asked", "called_off"],
    ["booked", "requested", "asked", "called_off"],
    ["booked", "captured", "paid", "given_back"],
    ["received", "captured", "paid", "given_back"],
    ["booked", "declined", "declined", "nothing"],
    ["closed", "captured", "paid", "given_back"],
    ["cancelled", undefined, "called_off", "nothing"],
    ["cancelled", "requested", "called_off", "nothing"],
    ["cancelled", "captured", "going_back", "nothing"],
    ["cancelled", "cancelled", "called_off", "nothing"],
    ["cancelled", "refunded", "given_back", "nothing"],
    ["cancelled", "declined", "declined", "nothing"],
  ] as const satisfies readonly [WorkOrderStatus, ToldDeposit["status"] | undefined, DepositState, string][])(
    "of an order that is %s and %s at Payment is %s, and %s if it is cancelled",
    (status, payment, state, ifCancelled) => {
      const seen = orderDeposit(order(status), payment === undefined ? undefined : told(payment));
      expect(seen).toMatchObject({ state, ifCancelled, amount: eur(5_700) });
    },
  );

  test("says what went back and when", () => {
    const paidAt = new Date("2026-11-20T09:05:00Z");
    const endedAt = new Date("2026-11-21T10:00:00Z");
    const seen = orderDeposit(
      order("cancelled"),
      told("refunded", { refundedMinor: 5_700, paidAt, endedAt }),
    );
    expect(seen).toMatchObject({
      paidAt: paidAt.toISOString(),
      givenBack: { amount: eur(5_700), at: endedAt.toISOString() },
    });
  });
});
