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

export const bookSlotInput = z.object({ orderId: z.uuid() });
export const bookSlotOutput = orderSlotSchema;

/** Makes an order's claim final. Repeating it changes nothing. Refuses with `hold_expired` when the claim is gone. */
export async function bookSlot({
  ctx,
  input,
}: Call<WriteContext, z.infer<typeof bookSlotInput>>): Promise<OrderSlot> {
  const [booked] = await changedSlots(
    ctx.tx,
    sql`update location.slots set status = 'booked', expires_at = null
        where order_id = ${input.orderId}::uuid and status = 'claimed' returning *`,
  );
  if (booked !== undefined) {
    const event = locationEvent("location.slot_booked.v1", slotFacts(booked, input.orderId));
    await appendEvents(ctx, `slot-${booked.slotId}`, [event]);
    return shownToOrder(booked);
  }
  const [before] = await changedSlots(
    ctx.tx,
    sql`select * from location.slots where order_id = ${input.orderId}::uuid`,
  );
  if (before === undefined) throw new DomainError("hold_expired");
  return shownToOrder(before);
}
