import { and, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import {
  purchaseReceiptLines,
  purchaseReceiptOrders,
  purchaseReceipts,
  waitingOrders,
} from "@/db/schema/inventory";
import { actorName } from "@/server/kernel/actor";
import { uuidV7 } from "@/server/kernel/ids";
import type { Call, WriteContext } from "@/server/platform/call";
import { appendEvents } from "@/server/platform/events";
import { type LockedPurchase, lockPurchaseFor, recordPurchase } from "../adapters/purchases";
import { stockRoles } from "../adapters/stock-staff";
import { type LockedStock, lockStock, openLevel, recordStock } from "../adapters/stock-store";
import { type WaitingForPart, waitingAt } from "../adapters/waiting";
import { type PurchaseEvent, type WaitingEvent, waitingStream } from "../contract/purchase-events";
import { decidePurchase, purchaseStatuses } from "../domain/purchase-order";
import { decide } from "../domain/stock";
import { whoIsServed } from "../domain/waiting";

const pieces = z.number().int().min(0).max(100_000).default(0);

export const receivePurchaseInput = z.object({
  id: z.uuid(),
  lines: z
    .array(
      z
        .object({
          partId: z.string().min(1).max(120),
          /** Into the stock. */
          accepted: pieces,
          /** Back to the supplier: broken, another part, more than was ordered. */
          damaged: pieces,
          wrong: pieces,
          surplus: pieces,
        })
        .refine(
          ({ accepted, damaged, wrong, surplus }) => accepted + damaged + wrong + surplus > 0,
          "nothing came",
        ),
    )
    .min(1)
    .max(400),
  /** More came than was ordered, and is kept. */
  keepOver: z.boolean().default(false),
});
export const receivePurchaseOutput = z.object({
  receiptId: z.uuid(),
  status: z.enum(purchaseStatuses),
  /** The waiting orders that got their part. */
  served: z.array(z.object({ orderId: z.uuid(), partId: z.string(), quantity: z.number().int() })),
});
type Output = z.infer<typeof receivePurchaseOutput>;
type Received = Extract<PurchaseEvent, { type: "purchase_order.received.v1" }>["data"];

/**
 * Takes what a supplier has sent: it enters the stock, and goes to the orders that wait for it. Refuses with
 * `purchase_moved_on`, `not_on_order` and `over_receipt`. Its idempotency key keeps it from being entered twice.
 */
export async function receivePurchase({
  ctx,
  input: { id, lines, keepOver },
}: Call<WriteContext, z.infer<typeof receivePurchaseInput>>): Promise<Output> {
  const locked = await lockPurchaseFor(ctx, id, stockRoles);
  const receiptId = uuidV7(ctx.now().getTime());
  const events = decidePurchase({ kind: "receive", receiptId, lines, keepOver }, locked.order);
  const { order } = await recordPurchase(ctx, locked, events);
  const received = receivedOf(events);
  await writeReceipt(ctx, received);
  const served = await intoStock(ctx, locked, received);
  return { receiptId, status: order.status, served };
}

function receivedOf(events: readonly PurchaseEvent[]): Received {
  for (const event of events) if (event.type === "purchase_order.received.v1") return event.data;
  throw new Error("a receipt says what was received");
}

async function writeReceipt(ctx: WriteContext, received: Received): Promise<void> {
  const { receiptId, purchaseOrderId, lines } = received;
  await ctx.tx.insert(purchaseReceipts).values({
    id: receiptId,
    purchaseOrderId,
    receivedBy: actorName(ctx.actor),
    receivedAt: ctx.now(),
  });
  await ctx.tx
    .insert(purchaseReceiptLines)
    .values(lines.map(({ over: _, ...line }) => ({ ...line, receiptId })));
}

/** Puts what was taken on the shelf and keeps it for those who wait, the levels locked in their usual order. */
async function intoStock(
  ctx: WriteContext,
  { order: { warehouseId } }: LockedPurchase,
  received: Received,
): Promise<Output["served"]> {
  const came = received.lines
    .filter(({ accepted }) => accepted > 0)
    .toSorted((a, b) => (a.partId < b.partId ? -1 : 1));
  const levels = came.map(({ partId }) => ({ partId, warehouseId }));
  if (levels.length === 0) return [];
  const waiting = await holdWaiting(ctx, warehouseId, came);
  for (const level of levels) await openLevel(ctx.tx, level);
  const served: WaitingForPart[] = [];
  for (const level of await lockStock(ctx.tx, levels)) {
    const accepted = came.find(({ partId }) => partId === level.stock.partId)?.accepted ?? 0;
    const wishes = waiting.filter(({ partId }) => partId === level.stock.partId);
    const chosen = whoIsServed(wishes, accepted);
    await deliver(ctx, level, accepted, received, chosen);
    served.push(...chosen);
  }
  await tellServed(ctx, warehouseId, received, served);
  return served.map(({ orderId, partId, quantity }) => ({ orderId, partId, quantity }));
}

/** Who waits, their orders held first, as everywhere; who got the part elsewhere meanwhile waits no more. */
async function holdWaiting(
  { tx }: WriteContext,
  warehouseId: string,
  came: Received["lines"],
): Promise<WaitingForPart[]> {
  const partIds = came.map(({ partId }) => partId);
  const seen = await waitingAt(tx, warehouseId, partIds);
  if (seen.length === 0) return [];
  const orderIds = [...new Set(seen.map(({ orderId }) => orderId))].toSorted();
  for (const orderId of orderIds) await tx.execute(sql`select inventory.order_is_open(${orderId}::uuid)`);
  const still = await tx
    .select({ orderId: waitingOrders.orderId, partId: waitingOrders.partId })
    .from(waitingOrders)
    .where(and(inArray(waitingOrders.orderId, orderIds), eq(waitingOrders.warehouseId, warehouseId)));
  const keys = new Set(still.map(({ orderId, partId }) => `${orderId} ${partId}`));
  return seen.filter(({ orderId, partId }) => keys.has(`${orderId} ${partId}`));
}

async function deliver(
  ctx: WriteContext,
  level: LockedStock,
  quantity: number,
  { purchaseOrderId, receiptId }: Received,
  chosen: readonly WaitingForPart[],
): Promise<void> {
  const now = ctx.now().toISOString();
  const delivered = { kind: "deliver", quantity, purchaseOrderId, receiptId } as const;
  let at = await recordStock(ctx, level, decide(delivered, level.stock, now));
  for (const { orderId, quantity } of chosen) {
    const reservation = { id: uuidV7(ctx.now().getTime()), orderId, quantity, expiresAt: null };
    at = await recordStock(ctx, at, decide({ kind: "reserve", reservation }, at.stock, now));
  }
}

async function tellServed(
  ctx: WriteContext,
  warehouseId: string,
  { purchaseOrderId, receiptId }: Received,
  served: readonly WaitingForPart[],
): Promise<void> {
  if (served.length === 0) return;
  await ctx.tx
    .insert(purchaseReceiptOrders)
    .values(served.map(({ orderId, partId, quantity }) => ({ receiptId, orderId, partId, quantity })));
  for (const { orderId, partId, quantity } of served) {
    const data = { orderId, partId, warehouseId, quantity, purchaseOrderId, receiptId };
    const event: WaitingEvent = { type: "waiting_order.served.v1", data };
    await appendEvents(ctx, waitingStream(orderId), [event]);
  }
}
