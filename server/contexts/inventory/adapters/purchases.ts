import { and, asc, eq, sql } from "drizzle-orm";
import { rows, type Tx } from "@/db/client";
import { purchaseOrderLines, purchaseOrders, warehouses } from "@/db/schema/inventory";
import { actorName, type Role, requireRole } from "@/server/kernel/actor";
import { DomainError } from "@/server/kernel/errors";
import type { ReadContext, WriteContext } from "@/server/platform/call";
import { appendEvents } from "@/server/platform/events";
import { type PurchaseEvent, purchaseStream } from "../contract/purchase-events";
import { evolvePurchase, type PurchaseLine, type PurchaseOrder } from "../domain/purchase-order";

/** An order that this transaction has locked. */
export interface LockedPurchase {
  order: PurchaseOrder;
  version: number;
  /** The service centre that it goes to. */
  center: string | null;
}

/** The order at a supplier, locked, for whoever holds one of the roles where it goes. Refuses with `not_found`. */
export async function lockPurchaseFor(
  { tx, actor }: ReadContext,
  id: string,
  allowed: readonly Role[],
): Promise<LockedPurchase> {
  const [row] = await tx.select().from(purchaseOrders).where(eq(purchaseOrders.id, id)).for("update");
  if (row === undefined) throw new DomainError("not_found");
  const [place] = await tx
    .select({ center: warehouses.serviceCenterId })
    .from(warehouses)
    .where(eq(warehouses.id, row.warehouseId));
  requireRole(actor, allowed, place?.center ?? null);
  const { number, supplierId, warehouseId, currency, status, expectedOn, version } = row;
  const lines = await linesOf(tx, id);
  const order = { id, number, supplierId, warehouseId, currency, status, expectedOn, lines };
  return { order, version, center: place?.center ?? null };
}

function linesOf(tx: Tx, purchaseOrderId: string): Promise<PurchaseLine[]> {
  const line = purchaseOrderLines;
  return tx
    .select({
      partId: line.partId,
      quantity: line.quantity,
      unitPriceMinor: line.unitPriceMinor,
      supplierCode: line.supplierCode,
      received: line.received,
      keptOver: line.keptOver,
      rejectedOpen: line.rejectedOpen,
    })
    .from(line)
    .where(eq(line.purchaseOrderId, purchaseOrderId))
    .orderBy(asc(line.partId));
}

/** Records what was decided on a locked order: stream, row and lines, in one transaction. */
export async function recordPurchase(
  ctx: WriteContext,
  { order, version, center }: LockedPurchase,
  events: readonly PurchaseEvent[],
): Promise<LockedPurchase> {
  const after = events.reduce(evolvePurchase, order);
  const moved = version + events.length;
  await appendEvents(ctx, purchaseStream(order.id), events, version);
  await ctx.tx
    .update(purchaseOrders)
    .set({ status: after.status, expectedOn: after.expectedOn, version: moved, ...datesOf(ctx, events) })
    .where(eq(purchaseOrders.id, order.id));
  if (events.some(({ type }) => type === "purchase_order.drafted.v1")) {
    await replaceLines(ctx.tx, after);
  }
  for (const event of events) {
    if (event.type !== "purchase_order.received.v1") continue;
    for (const { partId, accepted } of event.data.lines) {
      const line = after.lines.find((each) => each.partId === partId);
      if (line !== undefined) await writeReceived(ctx, order.id, line, accepted > 0);
    }
  }
  return { order: after, version: moved, center };
}

function datesOf(ctx: WriteContext, events: readonly PurchaseEvent[]) {
  const [who, at] = [actorName(ctx.actor), ctx.now()];
  const types = events.map(({ type }) => type);
  const ends: readonly PurchaseEvent["type"][] = [
    "purchase_order.completed.v1",
    "purchase_order.closed_short.v1",
    "purchase_order.cancelled.v1",
  ];
  return {
    ...(types.includes("purchase_order.sent.v1") ? { sentBy: who, sentAt: at } : {}),
    ...(types.some((type) => ends.includes(type)) ? { endedBy: who, endedAt: at } : {}),
  };
}

async function replaceLines(tx: Tx, { id, lines }: PurchaseOrder): Promise<void> {
  await tx.delete(purchaseOrderLines).where(eq(purchaseOrderLines.purchaseOrderId, id));
  if (lines.length === 0) return;
  await tx.insert(purchaseOrderLines).values(lines.map((line) => ({ ...line, purchaseOrderId: id })));
}

async function writeReceived(
  ctx: WriteContext,
  id: string,
  { partId, received, keptOver, rejectedOpen }: PurchaseLine,
  entered: boolean,
): Promise<void> {
  const first = sql`coalesce(${purchaseOrderLines.firstReceivedAt}, ${ctx.now().toISOString()}::timestamptz)`;
  await ctx.tx
    .update(purchaseOrderLines)
    .set({ received, keptOver, rejectedOpen, ...(entered ? { firstReceivedAt: first } : {}) })
    .where(and(eq(purchaseOrderLines.purchaseOrderId, id), eq(purchaseOrderLines.partId, partId)));
}

/** A supplier's price for a part from a quantity on. */
export interface Offer {
  partId: string;
  supplierCode: string | null;
  fromQuantity: number;
  unitPriceMinor: number;
}

/** What a supplier asks for parts, in the supplier's currency. */
export function offersOf(tx: Tx, supplierId: string, partIds: readonly string[]): Promise<Offer[]> {
  if (partIds.length === 0) return Promise.resolve([]);
  return rows<Offer>(
    tx,
    sql`select s.part_id as "partId", s.code as "supplierCode", b.from_quantity as "fromQuantity",
          b.unit_price_minor::int as "unitPriceMinor"
        from inventory.supplier_parts s
        join inventory.price_breaks b on b.supplier_id = s.supplier_id and b.part_id = s.part_id
        where s.supplier_id = ${supplierId} and s.part_id in ${[...new Set(partIds)]}`,
  );
}
