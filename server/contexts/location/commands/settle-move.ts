import { sql } from "drizzle-orm";
import { z } from "zod";
import { rows } from "@/db/client";
import type { Call, WriteContext } from "@/server/platform/call";

export const settleMoveInput = z.object({ orderId: z.uuid(), holdId: z.uuid() });
export const settleMoveOutput = z.object({ moved: z.boolean() });

/**
 * Whether an order has moved to the slot of a hold. If not, it never will: the hold is given up, and a move that is
 * still on its way finds none. For whoever lost the move's answer. Repeatable.
 */
export async function settleMove({
  ctx,
  input: { orderId, holdId },
}: Call<WriteContext, z.infer<typeof settleMoveInput>>): Promise<z.infer<typeof settleMoveOutput>> {
  // Waits for a move that is just at it, and sees what became of it.
  await ctx.tx.execute(sql`delete from location.slots where id = ${holdId}::uuid and status = 'held'`);
  const moved = await rows(
    ctx.tx,
    sql`select id from location.slots where id = ${holdId}::uuid and order_id = ${orderId}::uuid`,
  );
  return { moved: moved.length > 0 };
}
