import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Call, WriteContext } from "@/server/platform/call";
import type { ConsumerContext } from "@/server/platform/consumer";
import { appendEvents } from "@/server/platform/events";
import { changedSlots, type SlotRow, slotFacts } from "../adapters/slot-of-order";
import { locationEvent } from "../contract/events";

export const freeSlotInput = z.object({ orderId: z.uuid() });
export const freeSlotOutput = z.object({ freed: z.boolean() });

/** Gives an order's slot back: the order was cancelled, or its booking could not be finished. Repeatable. */
export async function freeSlot({
  ctx,
  input,
}: Call<WriteContext, z.infer<typeof freeSlotInput>>): Promise<z.infer<typeof freeSlotOutput>> {
  return { freed: await freeSlotOf(ctx, input.orderId) };
}

/** Whether the order had a slot, which is free from now on. */
export async function freeSlotOf(ctx: ConsumerContext, orderId: string): Promise<boolean> {
  // The first statement may have waited for a move: of that it sees only that the old slot is gone.
  const freed = (await deletedSlotOf(ctx, orderId)) ?? (await deletedSlotOf(ctx, orderId));
  // Only what was announced as booked is announced as free.
  if (freed?.status === "booked") {
    const event = locationEvent("location.slot_freed.v1", slotFacts(freed, orderId));
    await appendEvents(ctx, `slot-${freed.slotId}`, [event]);
  }
  return freed !== undefined;
}

async function deletedSlotOf({ tx }: ConsumerContext, orderId: string): Promise<SlotRow | undefined> {
  const [slot] = await changedSlots(
    tx,
    sql`delete from location.slots where order_id = ${orderId}::uuid returning *`,
  );
  return slot;
}
