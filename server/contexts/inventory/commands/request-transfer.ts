import { z } from "zod";
import { database } from "@/db/client";
import { requireRole } from "@/server/kernel/actor";
import { DomainError } from "@/server/kernel/errors";
import { uuidV7 } from "@/server/kernel/ids";
import type { Call, VerbContext } from "@/server/platform/call";
import { runSaga, type Saga } from "@/server/platform/sagas";
import { stockRoles } from "../adapters/stock-staff";
import type { OrderTransfer } from "../contract/transfer";
import { warehousesOf } from "./reserve-stock";

export { stockRoles } from "../adapters/stock-staff";

const serviceCenterId = z.string().min(1).max(100);

export const requestTransferInput = z.object({
  orderId: z.uuid(),
  partId: z.string().min(1).max(120),
  quantity: z.number().int().min(1).max(1000),
  fromServiceCenterId: serviceCenterId,
  toServiceCenterId: serviceCenterId,
});
export const requestTransferOutput = z.object({ transferId: z.uuid() });

type Input = z.infer<typeof requestTransferInput>;

/**
 * Has an order's part brought from another centre, by the saga it is given: answers once the pieces are reserved and
 * the other centre knows. Refuses with `stock_not_available`, `unknown_service_center` and `conflict`.
 */
export function requestTransfer(saga: Saga<OrderTransfer>) {
  return async ({ ctx, input }: Call<VerbContext, Input>): Promise<z.infer<typeof requestTransferOutput>> => {
    requireRole(ctx.actor, stockRoles, input.toServiceCenterId);
    const { transferId } = await runSaga(ctx, saga, () => begin(ctx, input), input);
    return { transferId };
  };
}

async function begin(ctx: VerbContext, input: Input): Promise<OrderTransfer> {
  const { orderId, partId, quantity, fromServiceCenterId, toServiceCenterId } = input;
  if (fromServiceCenterId === toServiceCenterId) throw new DomainError("conflict");
  const db = await database(ctx.context);
  const [from, to] = await db.read((tx) => warehousesOf(tx, [fromServiceCenterId, toServiceCenterId]));
  if (from === undefined || to === undefined) throw new DomainError("unknown_service_center");
  const transferId = uuidV7(ctx.now().getTime());
  return { transferId, orderId, partId, quantity, fromWarehouseId: from.id, toWarehouseId: to.id };
}
