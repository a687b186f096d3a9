import { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import type { Call, WriteContext } from "@/server/platform/call";
import { leadTimesOf } from "../adapters/lead-times";
import { type LockedPurchase, lockPurchaseFor, recordPurchase } from "../adapters/purchases";
import { stockRoles } from "../adapters/stock-staff";
import { afterWorkingDays, countedDays } from "../domain/lead-time";
import { decidePurchase, mayMove, purchaseStatuses } from "../domain/purchase-order";

export const movePurchaseInput = z.object({ id: z.uuid() });
export const sendPurchaseInput = z.object({
  id: z.uuid(),
  /** The version that the person has seen: nobody sends what they have not read. */
  version: z.number().int().min(1),
});
export const movePurchaseOutput = z.object({ id: z.uuid(), status: z.enum(purchaseStatuses) });
type Output = z.infer<typeof movePurchaseOutput>;
type MoveCall = Call<WriteContext, z.infer<typeof movePurchaseInput>>;

/**
 * The draft goes to the supplier, and is expected after the longest of its parts' lead times. Refuses with
 * `purchase_changed`, `purchase_empty` and `purchase_moved_on`.
 */
export async function sendPurchase({
  ctx,
  input: { id, version },
}: Call<WriteContext, z.infer<typeof sendPurchaseInput>>): Promise<Output> {
  const locked = await lockPurchaseFor(ctx, id, stockRoles);
  if (mayMove("send", locked.order.status) && locked.version !== version) {
    throw new DomainError("purchase_changed", { version: locked.version });
  }
  const expectedOn = await expectedDay(ctx, locked);
  const events = decidePurchase({ kind: "send", expectedOn }, locked.order);
  const { order } = await recordPurchase(ctx, locked, events);
  return { id, status: order.status };
}

async function expectedDay(ctx: WriteContext, { order }: LockedPurchase): Promise<string> {
  const partIds = order.lines.map(({ partId }) => partId);
  const times = await leadTimesOf(ctx.tx, order.supplierId, partIds);
  const days = Math.max(0, ...[...times.values()].map(countedDays));
  return afterWorkingDays(ctx.now().toISOString().slice(0, 10), days);
}

/** What has not come will not come any more. Refuses with `purchase_moved_on`. */
export function closePurchaseShort(call: MoveCall): Promise<Output> {
  return move(call, "close_short");
}

/** Called off before anything came. Refuses with `purchase_moved_on`. */
export function cancelPurchase(call: MoveCall): Promise<Output> {
  return move(call, "cancel");
}

async function move({ ctx, input: { id } }: MoveCall, kind: "close_short" | "cancel"): Promise<Output> {
  const locked = await lockPurchaseFor(ctx, id, stockRoles);
  const { order } = await recordPurchase(ctx, locked, decidePurchase({ kind }, locked.order));
  return { id, status: order.status };
}
