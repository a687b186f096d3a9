import {
  type OrderTransfer,
  type TransferStatus,
  transferMoved,
} from "@/server/contexts/inventory/contract/transfer";
import { DomainError } from "@/server/kernel/errors";
import { type Saga, type SagaCall, SagaWait } from "@/server/platform/sagas";

const dayInSeconds = 24 * 60 * 60;
/** Should the event that it waits for be missed. */
const lookAgainSeconds = 15 * 60;

/**
 * An order's part lies in another centre's warehouse: it is reserved there, picked, shipped and received, and stays
 * the order's all the way. People do the moving; the saga waits for them. An order that is cancelled gets what has
 * not left put back; one whose part is lost on the way has to be served anew. Two weeks late is for a person to look at, since pieces may be on the road.
 */
export const transferForAnOrder: Saga<OrderTransfer> = {
  name: "transfer-for-an-order",
  context: "inventory",
  deadlineSeconds: 14 * dayInSeconds,
  pastDeadline: "stuck",
  steps: [
    {
      name: "request the transfer",
      own: true,
      async run({ ctx, state }) {
        await ctx.contexts.inventory.transfers.open.mutate(state);
        return {};
      },
      async compensate({ ctx, state: { transferId } }) {
        await ctx.contexts.inventory.transfers.callOff.mutate({ transferId });
      },
    },
    {
      name: "tell the order that it is coming",
      run: (call) => tellTheOrder(call, "on_the_way"),
      compensate: async (call) => void (await tellTheOrder(call, "to_order")),
      retry: { lastly: "wait" },
    },
    { name: "wait until it is picked", run: (call) => waitUntil(call, ["picked", "in_transit", "received"]) },
    { name: "wait until it is shipped", run: (call) => waitUntil(call, ["in_transit", "received"]) },
    { name: "wait until it is received", pivot: true, run: (call) => waitUntil(call, ["received"]) },
    {
      name: "tell the order that it is here",
      run: (call) => tellTheOrder(call, "here"),
      retry: { lastly: "wait" },
    },
  ],
};

async function tellTheOrder(
  { ctx, state: { orderId } }: SagaCall<OrderTransfer>,
  part: "on_the_way" | "to_order" | "here",
): Promise<Partial<OrderTransfer>> {
  await ctx.contexts.customer.workOrders.notePart.mutate({ orderId, part });
  return {};
}

async function waitUntil(
  { ctx, state: { transferId } }: SagaCall<OrderTransfer>,
  reached: readonly TransferStatus[],
): Promise<Partial<OrderTransfer> | SagaWait<OrderTransfer>> {
  const { status } = await ctx.contexts.inventory.transfers.status.query({ transferId });
  if (status === "cancelled" || status === "written_off")
    throw new DomainError("transition_not_allowed", { from: status });
  return reached.includes(status) ? {} : new SagaWait(transferMoved(transferId), lookAgainSeconds);
}
