import { z } from "zod";
import { holdsRole, requireRole } from "@/server/kernel/actor";
import { DomainError } from "@/server/kernel/errors";
import type { Call, VerbContext } from "@/server/platform/call";
import { readStream } from "@/server/platform/events";
import { inTransaction } from "@/server/platform/verb";
import {
  type ChangedOrder,
  changedOrderSchema,
  orderAsSeen,
  orderChangeInput,
  sayingWhoChangedIt,
} from "../adapters/change-order";
import { loadWorkOrder } from "../adapters/work-order-store";
import { workOrderStream } from "../contract/work-order-events";
import { priceIsAsEstimatedOrAManagers } from "../domain/hand-over-price";
import { moves } from "../domain/transitions";
import { agreedPrice, decide } from "../domain/work-order";

const minor = z.number().int().min(0).max(100_000_000);

export const handOverInput = orderChangeInput.extend({
  /** What the repair costs, VAT included, in the order's currency. */
  priceMinor: minor,
  /** What the customer pays now. The id makes a repeated attempt take it once. */
  payment: z
    .object({
      paymentId: z.uuid(),
      method: z.enum(["cash", "card_terminal"]),
      amountMinor: minor.min(1),
    })
    .optional(),
  /** Lets the device go with something left to pay; a manager answers for it. */
  leaveUnpaid: z.boolean().default(false),
});
export const handOverOutput = changedOrderSchema;

type Input = z.infer<typeof handOverInput>;

/**
 * Gives the device back against what is due: Payment takes the money and has both moved together. What can be refused
 * without touching money is refused first. While Payment is away nothing is handed over.
 */
export const handOver = sayingWhoChangedIt(handOverPaid);

async function handOverPaid({ ctx, input }: Call<VerbContext, Input>): Promise<ChangedOrder> {
  const { serviceCenterId, currency } = await orderToHandOver(ctx, input);
  const { id, expectedVersion, payment, leaveUnpaid } = input;
  await ctx.contexts.payment.handOvers.settle.mutate({
    orderId: id,
    expectedVersion,
    serviceCenterId,
    price: { amountMinor: input.priceMinor, currency },
    leaveUnpaid,
    payment,
  });
  const { order, streamVersion } = await inTransaction(ctx, ({ tx }) => loadWorkOrder(tx, id));
  if (order.status !== "handed_over" && order.status !== "closed")
    throw new DomainError("command_in_progress");
  return { id, status: order.status, version: streamVersion };
}

async function orderToHandOver(ctx: VerbContext, input: Input) {
  return inTransaction(ctx, async (inside) => {
    const { found, loaded } = await orderAsSeen(inside, input, moves.hand_over.roles);
    const { serviceCenterId, currency, estimateLowMinor, estimateHighMinor } = found.order;
    decide({ kind: "move", move: "hand_over" }, loaded.order);
    if (input.leaveUnpaid) requireRole(ctx.actor, ["manager"], serviceCenterId);
    const happened = (await readStream(inside.tx, "customer", workOrderStream(input.id))).map(
      ({ type }) => type,
    );
    priceIsAsEstimatedOrAManagers(
      input.priceMinor,
      {
        low: estimateLowMinor,
        high: estimateHighMinor,
        currency,
        agreed: agreedPrice(loaded.order),
        approved:
          happened.includes("work_order.approved.v1") && !happened.includes("work_order.estimate_sent.v1"),
        unrepairable: happened.includes("work_order.unrepairable.v1"),
      },
      holdsRole(ctx.actor, ["manager"], serviceCenterId),
    );
    return { serviceCenterId, currency };
  });
}
