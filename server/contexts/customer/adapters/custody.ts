import { custody } from "@/db/schema/customer";
import { actorName } from "@/server/kernel/actor";
import type { WriteContext } from "@/server/platform/call";
import type { ChangedOrder } from "./change-order";

/** Writes down that an order's device changed hands, with the change of the order that it goes with. */
export async function changeCustody(
  ctx: Pick<WriteContext, "tx" | "now" | "actor">,
  { id, version }: ChangedOrder,
  serviceCenterId: string,
  { holder, unpaidBy }: { holder: "centre" | "customer"; unpaidBy: string | null },
): Promise<void> {
  await ctx.tx.insert(custody).values({
    workOrderId: id,
    version,
    holder,
    serviceCenterId,
    unpaidBy,
    since: ctx.now(),
    handedBy: actorName(ctx.actor),
  });
}
