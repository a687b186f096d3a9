import { type WorkOrderEvent, workOrderOf } from "@/server/contexts/customer/contract/work-order-events";
import type { Consumer } from "@/server/platform/consumer";
import { signal } from "@/server/platform/feed-signal";
import { takeOrderBack } from "@/server/platform/taken-back";

/**
 * An order that was cancelled, by whomever, is asked for no deposit any more. What was asked for or paid before goes
 * back outside this transaction, as the provider has to be asked: `deposits.giveBackLate` looks at once (ADR 043).
 */
const depositsOfCancelledOrders: Consumer = {
  name: "payment.deposits-of-cancelled-orders",
  context: "payment",
  source: "customer",
  types: ["work_order.cancelled.v1"] satisfies WorkOrderEvent["type"][],
  async handle(_tx, event, ctx) {
    await takeOrderBack(ctx, workOrderOf(event.streamId));
  },
  committed: () => signal("taken-back:payment"),
};

/** What Payment does about other contexts' facts. */
export const paymentConsumers: readonly Consumer[] = [depositsOfCancelledOrders];
