import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { database, rows } from "@/db/client";
import { workOrderStream } from "@/server/contexts/customer/contract/work-order-events";
import { appendEvents } from "@/server/platform/events";
import { inTransaction } from "@/server/platform/verb";
import { insideVerb } from "./calls";

/** Events of an order for live screens to show: there is a message, whose text nobody asks for. */
export async function tellChanges(orderId: string, count: number): Promise<void> {
  const events = Array.from({ length: count }, () => ({
    type: "work_order.message_written.v1",
    data: { messageId: randomUUID(), direction: "to_customer" },
  }));
  await inTransaction(insideVerb("customer", "test"), (ctx) =>
    appendEvents(ctx, workOrderStream(orderId), events).then(() => undefined),
  );
}

/** The feed's offsets of an order's events, in their order. */
export async function changesOf(orderId: string): Promise<number[]> {
  const db = await database("customer");
  const found = await db.read((tx) =>
    rows<{ at: string }>(
      tx,
      sql`select f.feed_offset::text as at from customer.event_feed f
        join customer.events e on e.id = f.event_id and e.recorded_at = f.recorded_at
        where e.stream_id = ${workOrderStream(orderId)} order by f.feed_offset`,
    ),
  );
  return found.map(({ at }) => Number(at));
}
