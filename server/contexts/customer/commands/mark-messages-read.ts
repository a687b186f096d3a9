import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { messages } from "@/db/schema/customer";
import type { Call, WriteContext } from "@/server/platform/call";
import { staffOrder } from "../adapters/staff-order";

export const markMessagesReadInput = z.object({ workOrderId: z.uuid() });
export const markMessagesReadOutput = z.object({ read: z.number().int() });

/** The customer's messages of an order have been read at the desk. */
export async function markMessagesRead({
  ctx,
  input,
}: Call<WriteContext, z.infer<typeof markMessagesReadInput>>): Promise<
  z.infer<typeof markMessagesReadOutput>
> {
  await staffOrder(ctx.tx, ctx.actor, input.workOrderId);
  const read = await ctx.tx
    .update(messages)
    .set({ readAt: ctx.now() })
    .where(
      and(
        eq(messages.workOrderId, input.workOrderId),
        eq(messages.direction, "from_customer"),
        isNull(messages.readAt),
      ),
    )
    .returning({ id: messages.id });
  return { read: read.length };
}
