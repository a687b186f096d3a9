import { type WaitingEvent, waitingEvents } from "@/server/contexts/inventory/contract/purchase-events";
import type { Consumer } from "@/server/platform/consumer";
import { noteOn } from "../commands/note-part";

const served = "waiting_order.served.v1" satisfies WaitingEvent["type"];

/** A part that an order waited for has come and is kept for it. */
export const partsThatCame: Consumer = {
  name: "customer.parts-that-came",
  context: "customer",
  source: "inventory",
  types: [served],
  async handle(_tx, event, ctx) {
    const { orderId } = waitingEvents[served].parse(event.data);
    await noteOn(ctx, { orderId, part: "here" });
  },
};
