import { z } from "zod";
import { purchaseReceiptLines, purchaseReceiptOrders, purchaseReceipts } from "@/db/schema/inventory";
import { actorName } from "@/server/kernel/actor";
import { uuidV7 } from "@/server/kernel/ids";
import type { Call, WriteContext } from "@/server/platform/call";
import { type LockedPurchase, lockPurchaseFor, recordPurchase } from "../adapters/purchases";
import { stockRoles } from "../adapters/stock-staff";
import { type LockedStock, lockStock, openLevel, recordStock } from "../adapters/stock-store";
import { holdWaiting, serve, type WaitingForPart } from "../adapters/waiting";
import type { PurchaseEvent } from "../contract/purchase-events";
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
  const partIds = came.map(({ partId }) => partId);
  const waiting = await holdWaiting(ctx, warehouseId, partIds);
  for (const level of levels) await openLevel(ctx.tx, level);
  const served: WaitingForPart[] = [];
  for (const level of await lockStock(ctx.tx, levels)) {
    const accepted = came.find(({ partId }) => partId === level.stock.partId)?.accepted ?? 0;
    const wishes = waiting.filter(({ partId }) => partId === level.stock.partId);
    const chosen = whoIsServed(wishes, accepted);
    await deliver(ctx, level, accepted, received, chosen);
    served.push(...chosen);
  }
  await noteServed(ctx, received, served);
  return served.map(({ orderId, partId, quantity }) => ({ orderId, partId, quantity }));
}

async function deliver(
  ctx: WriteContext,
  level: LockedStock,
  quantity: number,
  { purchaseOrderId, receiptId }: Received,
  chosen: readonly WaitingForPart[],
): Promise<void> {
  const delivered = { kind: "deliver", quantity, purchaseOrderId, receiptId } as const;
  const events = decide(delivered, level.stock, ctx.now().toISOString());
  await serve(ctx, await recordStock(ctx, level, events), chosen, { purchaseOrderId, receiptId });
}

async function noteServed(
  { tx }: WriteContext,
  { receiptId }: Received,
  served: readonly WaitingForPart[],
): Promise<void> {
  if (served.length === 0) return;
  await tx
    .insert(purchaseReceiptOrders)
    .values(served.map(({ orderId, partId, quantity }) => ({ receiptId, orderId, partId, quantity })));
}
