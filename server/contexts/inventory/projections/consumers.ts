import { eq } from "drizzle-orm";
import { z } from "zod";
import { waitingOrders } from "@/db/schema/inventory";
import { type WorkOrderEvent, workOrderOf } from "@/server/contexts/customer/contract/work-order-events";
import type { Consumer } from "@/server/platform/consumer";
import { callOffTransfersOf } from "../commands/move-transfer";

const promised = z.object({ promisedBy: z.string() });

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

/** Who waits for a part is served by what was promised, so a promise that changed changes the row. */
const promisesOfWaitingOrders: Consumer = {
  name: "inventory.promises-of-waiting-orders",
  context: "inventory",
  source: "customer",
  types: ["work_order.promise_changed.v1", "work_order.rescheduled.v1"] satisfies WorkOrderEvent["type"][],
  async handle(tx, event) {
    const { promisedBy } = promised.parse(event.data);
    await tx
      .update(waitingOrders)
      .set({ promisedBy: new Date(promisedBy) })
      .where(eq(waitingOrders.orderId, workOrderOf(event.streamId)));
  },
};

/** What Inventory does about other contexts' facts. */
export const inventoryConsumers: readonly Consumer[] = [partsOfCancelledOrders, promisesOfWaitingOrders];
