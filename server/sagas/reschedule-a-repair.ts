import type { Rescheduling } from "@/server/contexts/customer/contract/rescheduling";
import type { Saga, SagaCall } from "@/server/platform/sagas";

/**
 * A booking moves to another time when its order and its slot both do, or neither. The order goes first: it knows
 * whether the customer may still move it; the slot is exchanged in one transaction of Location's. From the first step
 * to the last the order is kept for this move alone.
 */
export const rescheduleARepair: Saga<Rescheduling> = {
  name: "reschedule-a-repair",
  context: "customer",
  steps: [
    {
      name: "keep the order for this move",
      own: true,
      async run({ ctx, state: { orderId, reschedulingId, before } }) {
        await ctx.contexts.customer.workOrders.keep.mutate({ orderId, reschedulingId, from: before.start });
        return {};
      },
      compensate: letTheOrderGo,
    },
    {
      name: "give the order its new time",
      own: true,
      async run({ ctx, state: { orderId, wanted } }) {
        await ctx.contexts.customer.workOrders.reschedule.mutate({ orderId, ...wanted });
        return {};
      },
      async compensate({ ctx, state: { orderId, holdId, wanted, before } }) {
        // The exchange's answer may have been lost: where it was made, the order stands rightly as it is.
        const { moved } = await ctx.contexts.location.slots.settleMove.mutate({ orderId, holdId });
        if (moved) return;
        const back = { orderId, ...before, from: wanted.start };
        await ctx.contexts.customer.workOrders.takeRescheduleBack.mutate(back);
      },
    },
    {
      name: "exchange the slot",
      pivot: true,
      async run({ ctx, state: { orderId, holdId } }) {
        await ctx.contexts.location.slots.move.mutate({ orderId, holdId });
        return {};
      },
    },
    {
      name: "let the order go",
      own: true,
      retry: { lastly: "wait" },
      async run(call) {
        await letTheOrderGo(call);
        return {};
      },
    },
  ],
};

async function letTheOrderGo({ ctx, state }: SagaCall<Rescheduling>): Promise<void> {
  const { orderId, reschedulingId } = state;
  await ctx.contexts.customer.workOrders.letGo.mutate({ orderId, reschedulingId });
}
