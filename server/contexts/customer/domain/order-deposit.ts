import { z } from "zod";
import { type Money, money, moneySchema } from "@/server/kernel/money";
import { isClosed, type WorkOrderStatus } from "./transitions";

/** What became of a deposit, as people think of it. */
const depositStates = [
  "to_be_asked",
  "asked",
  "paid",
  "going_back",
  "given_back",
  "declined",
  "called_off",
] as const;

/** What a cancellation does with the deposit: a request is called off, money goes back, or there is nothing to do. */
const depositIfCancelled = z.enum(["called_off", "given_back", "nothing"]);

export const orderDepositSchema = z.object({
  state: z.enum(depositStates),
  amount: moneySchema,
  /** Instants. */
  askedAt: z.string().optional(),
  paidAt: z.string().optional(),
  /** What went back, and when. */
  givenBack: z.object({ amount: moneySchema, at: z.string() }).optional(),
  ifCancelled: depositIfCancelled,
});
export type OrderDeposit = z.infer<typeof orderDepositSchema>;
export type DepositState = OrderDeposit["state"];

/** What Payment told of it. */
export interface ToldDeposit {
  status: "requested" | "captured" | "declined" | "cancelled" | "refunded";
  amountMinor: number;
  refundedMinor: number;
  currency: string;
  askedAt: Date;
  paidAt: Date | null;
  endedAt: Date | null;
}

/** How an order's deposit stands: as it was booked, and as Payment told of it since; undefined when it has none. */
export function orderDeposit(
  order: { status: WorkOrderStatus; depositMinor: number | null; currency: string },
  told: ToldDeposit | undefined,
): OrderDeposit | undefined {
  const cancelled = order.status === "cancelled";
  if (told === undefined) {
    if (order.depositMinor === null) return undefined;
    // Asked for with Payment away, and the order over before it was back: it will not be asked for any more.
    const state = isClosed(order.status) ? "called_off" : "to_be_asked";
    return { state, amount: money(order.depositMinor, order.currency), ifCancelled: ifCancelledIn[state] };
  }
  const state = stateOf(told, cancelled);
  return {
    state,
    amount: money(told.amountMinor, told.currency),
    askedAt: told.askedAt.toISOString(),
    ...(told.paidAt === null ? {} : { paidAt: told.paidAt.toISOString() }),
    ...(told.refundedMinor === 0 || told.endedAt === null
      ? {}
      : { givenBack: { amount: money(told.refundedMinor, told.currency), at: told.endedAt.toISOString() } }),
    ifCancelled: ifCancelledIn[state],
  };
}

/** Payment hears of a cancellation a little later: until then it is on its way. */
function stateOf({ status }: ToldDeposit, cancelled: boolean): DepositState {
  switch (status) {
    case "requested":
      return cancelled ? "called_off" : "asked";
    case "captured":
      return cancelled ? "going_back" : "paid";
    case "declined":
      return "declined";
    case "cancelled":
      return "called_off";
    case "refunded":
      return "given_back";
  }
}

const ifCancelledIn = {
  to_be_asked: "called_off",
  asked: "called_off",
  paid: "given_back",
  going_back: "nothing",
  given_back: "nothing",
  declined: "nothing",
  called_off: "nothing",
} as const satisfies Record<DepositState, OrderDeposit["ifCancelled"]>;

/** What a cancellation says of the deposit that it found: what happens with how much of it. */
export const cancelledDepositSchema = z.object({ becomes: depositIfCancelled, amount: moneySchema });

export function cancelledDeposit(
  deposit: OrderDeposit | undefined,
): { deposit: { becomes: OrderDeposit["ifCancelled"]; amount: Money } } | Record<never, never> {
  return deposit === undefined ? {} : { deposit: { becomes: deposit.ifCancelled, amount: deposit.amount } };
}
