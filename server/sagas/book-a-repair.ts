import type { Booking } from "@/server/contexts/customer/contract/booking";
import type { Saga, SagaCall } from "@/server/platform/sagas";

/**
 * A repair is booked when its slot and its work order both stand, or neither does. The hold becomes the order's
 * claim, the order is opened, the claim becomes the order's slot; whatever refuses, the steps before are taken back.
 */
export const bookARepair: Saga<Booking> = {
  name: "book-a-repair",
  context: "customer",
  forgets: ["sealedForm"],
  steps: [
    {
      name: "claim the slot",
      async run({ ctx, state: { holdId, orderId } }) {
        await ctx.contexts.location.slots.claim.mutate({ holdId, orderId });
        return {};
      },
      compensate: freeTheSlot,
    },
    {
      name: "open the work order",
      own: true,
      async run({ ctx, state: { sealedForm = "", reference: _, holdId: __, ...order } }) {
        const { reference } = await ctx.contexts.customer.workOrders.open.mutate({ ...order, sealedForm });
        return { reference };
      },
      async compensate({ ctx, state: { orderId } }) {
        await ctx.contexts.customer.workOrders.cancelBooking.mutate({ orderId });
      },
    },
    {
      name: "confirm the slot",
      pivot: true,
      async run({ ctx, state: { orderId } }) {
        await ctx.contexts.location.slots.book.mutate({ orderId });
        return {};
      },
      compensate: freeTheSlot,
    },
  ],
};

async function freeTheSlot({ ctx, state: { orderId } }: SagaCall<Booking>): Promise<void> {
  await ctx.contexts.location.slots.free.mutate({ orderId });
}
