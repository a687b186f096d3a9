import { eq } from "drizzle-orm";
import { z } from "zod";
import { workOrders } from "@/db/schema/customer";
import { DomainError } from "@/server/kernel/errors";
import type { Call, WriteContext } from "@/server/platform/call";
import type { ConsumerContext } from "@/server/platform/consumer";
import { appendEvents } from "@/server/platform/events";
import { type PartNote, type PartNoted, partNotes, workOrderStream } from "../contract/work-order-events";

export const notePartInput = z.object({ orderId: z.uuid(), part: z.enum(partNotes) });
export const notePartOutput = z.object({
  part: z.enum(partNotes),
  /** False when the order is over and needs none. */
  open: z.boolean(),
});

/** Notes on an order where its part is. Repeatable. Refuses with `not_found`. */
export function notePart({
  ctx,
  input,
}: Call<WriteContext, z.infer<typeof notePartInput>>): Promise<z.infer<typeof notePartOutput>> {
  return noteOn(ctx, input);
}

export async function noteOn(
  ctx: ConsumerContext,
  { orderId, part }: z.infer<typeof notePartInput>,
): Promise<z.infer<typeof notePartOutput>> {
  const [order] = await ctx.tx
    .select({ part: workOrders.part, closedAt: workOrders.closedAt })
    .from(workOrders)
    .where(eq(workOrders.id, orderId))
    .for("update");
  if (order === undefined) throw new DomainError("not_found");
  const answer = { part, open: order.closedAt === null };
  if (order.part === part) return answer;
  await ctx.tx.update(workOrders).set({ part, updatedAt: ctx.now() }).where(eq(workOrders.id, orderId));
  const noted: PartNoted = { type: "work_order.part_noted.v1", data: { part } };
  await appendEvents(ctx, workOrderStream(orderId), [noted]);
  return answer;
}

/** What is said of a new order's part: nothing where it needs none or has it at hand. */
export function partNoted(part: PartNote): PartNoted[] {
  return part === "none" || part === "here" ? [] : [{ type: "work_order.part_noted.v1", data: { part } }];
}
