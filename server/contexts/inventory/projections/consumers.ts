import { type WorkOrderEvent, workOrderOf } from "@/server/contexts/customer/contract/work-order-events";
import type { Consumer } from "@/server/platform/consumer";
import { callOffTransfersOf } from "../commands/move-transfer";

/** An order that was cancelled, by whomever, gives back what was reserved for it and what is on its way. */
const partsOfCancelledOrders: Consumer = {
  name: "inventory.parts-of-cancelled-orders",
  context: "inventory",
  source: "customer",
  types: ["work_order.cancelled.v1"] satisfies WorkOrderEvent["type"][],
  async handle(_tx, event, ctx) {
    await callOffTransfersOf(ctx, workOrderOf(event.streamId));
  },
};

/** What Inventory does about other contexts' facts. */
export const inventoryConsumers: readonly Consumer[] = [partsOfCancelledOrders];
