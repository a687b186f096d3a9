import { eq } from "drizzle-orm";
import { messages, workOrders } from "@/db/schema/customer";
import { uuidV7 } from "@/server/kernel/ids";
import type { WriteContext } from "@/server/platform/call";
import { appendEvents } from "@/server/platform/events";
import { type MessageWritten, workOrderStream } from "../contract/work-order-events";
import { sealText } from "./customer-vault";

/** Adds to an order's thread: the words encrypted beside it, the fact in its stream. Answers with the message's id. */
export async function writeMessage(
  ctx: WriteContext,
  message: {
    workOrderId: string;
    dataKey: Uint8Array;
    direction: MessageWritten["data"]["direction"];
    /** Who wrote, as it stands in events. */
    author: string;
    body: string;
  },
): Promise<string> {
  const { workOrderId, direction, author } = message;
  const at = ctx.now();
  const id = uuidV7(at.getTime());
  await ctx.tx.insert(messages).values({
    id,
    workOrderId,
    direction,
    author,
    body: sealText(message.dataKey, message.body),
    writtenAt: at,
  });
  const written: MessageWritten = {
    type: "work_order.message_written.v1",
    data: { messageId: id, direction },
  };
  const version = await appendEvents(ctx, workOrderStream(workOrderId), [written]);
  await ctx.tx.update(workOrders).set({ version, updatedAt: at }).where(eq(workOrders.id, workOrderId));
  return id;
}
