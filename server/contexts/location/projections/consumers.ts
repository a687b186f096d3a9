import { type WorkOrderEvent, workOrderOf } from "@/server/contexts/customer/contract/work-order-events";
import type { Consumer } from "@/server/platform/consumer";
import { freeSlotOf } from "../commands/free-slot";

/** An order that was cancelled, by whomever, gives its slot back. */
const slotsOfCancelledOrders: Consumer = {
  name: "location.slots-of-cancelled-orders",
  context: "location",
  source: "customer",
  types: ["work_order.cancelled.v1"] satisfies WorkOrderEvent["type"][],
  async handle(_tx, event, ctx) {
    await freeSlotOf(ctx, workOrderOf(event.streamId));
  },
};

/** What Location does about other contexts' facts. */
export const locationConsumers: readonly Consumer[] = [slotsOfCancelledOrders];
