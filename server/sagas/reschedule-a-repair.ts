import type { Rescheduling } from "@/server/contexts/customer/contract/rescheduling";
import type { Saga } from "@/server/platform/sagas";

/**
 * A booking moves to another time when its order and its slot both do, or neither. The order goes first: it knows
 * whether the customer may still move it; the slot is exchanged in one transaction of Location's.
 */
export const rescheduleARepair: Saga<Rescheduling> = {
  name: "reschedule-a-repair",
  context: "customer",
  steps: [
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
      async run({ ctx, state: { orderId, holdId } }) {
        await ctx.contexts.location.slots.move.mutate({ orderId, holdId });
        return {};
      },
    },
  ],
};
