import { sql } from "drizzle-orm";
import { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import type { Call, WriteContext } from "@/server/platform/call";
import { appendEvents } from "@/server/platform/events";
import {
  changedSlots,
  type OrderSlot,
  orderSlotSchema,
  shownToOrder,
  slotFacts,
} from "../adapters/slot-of-order";
import { locationEvent } from "../contract/events";
import { whyHoldIsGone } from "../domain/hold-rules";
import { freeSlotOf } from "./free-slot";

export const moveSlotInput = z.object({ orderId: z.uuid(), holdId: z.uuid() });
export const moveSlotOutput = orderSlotSchema;

/**
 * Gives an order the slot of a living hold in place of its own: both or neither. Repeatable. Refuses with
 * `hold_expired` and `hold_not_found`, and with `conflict` when the order has no slot (any more).
 */
export async function moveSlot({
  ctx,
  input: { orderId, holdId },
}: Call<WriteContext, z.infer<typeof moveSlotInput>>): Promise<OrderSlot> {
  const [moved] = await changedSlots(
    ctx.tx,
    sql`select * from location.slots where id = ${holdId}::uuid and order_id = ${orderId}::uuid`,
  );
  if (moved !== undefined) return shownToOrder(moved);
  if (!(await freeSlotOf(ctx, orderId))) throw new DomainError("conflict");
  const now = ctx.now();
  const [booked] = await changedSlots(
    ctx.tx,
    sql`update location.slots
        set status = 'booked', expires_at = null, order_id = ${orderId}::uuid, client_key = null
        where id = ${holdId}::uuid and status = 'held' and expires_at > ${now.toISOString()}::timestamptz
        returning *`,
  );
  if (booked === undefined) throw new DomainError(whyHoldIsGone(holdId, now));
  const event = locationEvent("location.slot_booked.v1", slotFacts(booked, orderId));
  await appendEvents(ctx, `slot-${booked.slotId}`, [event]);
  return shownToOrder(booked);
}
