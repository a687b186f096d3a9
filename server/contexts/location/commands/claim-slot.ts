import { sql } from "drizzle-orm";
import { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import type { Call, ReadContext } from "@/server/platform/call";
import { changedSlots, type OrderSlot, orderSlotSchema, shownToOrder } from "../adapters/slot-of-order";
import { holdRules, minutesAfter, whyHoldIsGone } from "../domain/hold-rules";

export const claimSlotInput = z.object({ holdId: z.uuid(), orderId: z.uuid() });
export const claimSlotOutput = orderSlotSchema;

/**
 * Turns a living hold into an order's claim, with a quarter of an hour to finish the booking. Repeating it for the
 * same order gives the same slot. Refuses with `hold_expired` and `hold_not_found`.
 */
export async function claimSlot({
  ctx,
  input,
}: Call<ReadContext, z.infer<typeof claimSlotInput>>): Promise<OrderSlot> {
  const now = ctx.now();
  const expiresAt = minutesAfter(now, holdRules.claimMinutes);
  const [claimed] = await changedSlots(
    ctx.tx,
    sql`update location.slots
        set status = case when status = 'booked' then 'booked' else 'claimed' end,
          expires_at = case when status = 'booked' then null else ${expiresAt.toISOString()}::timestamptz end,
          order_id = ${input.orderId}::uuid, client_key = null
        where id = ${input.holdId}::uuid
          and ((status = 'held' and expires_at > ${now.toISOString()}::timestamptz)
            or order_id = ${input.orderId}::uuid)
        returning *`,
  );
  if (claimed !== undefined) return shownToOrder(claimed);
  throw new DomainError(whyHoldIsGone(input.holdId, now));
}
