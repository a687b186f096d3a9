import { and, eq, inArray, sql } from "drizzle-orm";
import { rows, type Tx } from "@/db/client";
import { waitingOrders } from "@/db/schema/inventory";
import { uuidV7 } from "@/server/kernel/ids";
import type { WriteContext } from "@/server/platform/call";
import { appendEvents } from "@/server/platform/events";
import { type WaitingEvent, waitingStream } from "../contract/purchase-events";
import { decide } from "../domain/stock";
import type { Waiting } from "../domain/waiting";
import { type LockedStock, recordStock } from "./stock-store";

interface Wish {
  orderId: string;
  partId: string;
  warehouseId: string;
  quantity: number;
  promisedBy: string | null;
}

/** Keeps that an order waits for a part, once. */
export async function waitForPart(ctx: Pick<WriteContext, "tx" | "now">, wish: Wish): Promise<void> {
  const promisedBy = wish.promisedBy === null ? null : new Date(wish.promisedBy);
  await ctx.tx
    .insert(waitingOrders)
    .values({ ...wish, promisedBy, waitingSince: ctx.now() })
    .onConflictDoNothing();
}

export interface WaitingForPart extends Waiting {
  partId: string;
}

/** So many of a part's waiting orders are looked at for one receipt. */
const looked = 200;

/** Who waits for parts in a warehouse, by part the earliest promise first. */
export function waitingAt(
  tx: Tx,
  warehouseId: string,
  partIds: readonly string[],
): Promise<WaitingForPart[]> {
  return rows<WaitingForPart>(
    tx,
    sql`select w.* from unnest(${sql.param([...new Set(partIds)])}::text[]) as wanted(part_id)
        cross join lateral (
          select order_id as "orderId", part_id as "partId", quantity,
            to_char(promised_by at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "promisedBy",
            to_char(waiting_since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "waitingSince"
          from inventory.waiting_orders
          where warehouse_id = ${warehouseId} and part_id = wanted.part_id
          order by promised_by, waiting_since, order_id limit ${looked}
        ) w`,
  );
}

/** Who waits, their orders held first, as everywhere; who got the part elsewhere meanwhile waits no more. */
export async function holdWaiting(
  { tx }: Pick<WriteContext, "tx">,
  warehouseId: string,
  partIds: readonly string[],
): Promise<WaitingForPart[]> {
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

/** Reserves a locked level's pieces for orders that are held and waited for them, and tells it. */
export async function serve(
  ctx: WriteContext,
  level: LockedStock,
  chosen: readonly WaitingForPart[],
  by: { purchaseOrderId: string | null; receiptId: string | null },
): Promise<void> {
  const { warehouseId } = level.stock;
  let at = level;
  for (const { orderId, partId, quantity } of chosen) {
    const reservation = { id: uuidV7(ctx.now().getTime()), orderId, quantity, expiresAt: null };
    const events = decide({ kind: "reserve", reservation }, at.stock, ctx.now().toISOString());
    at = await recordStock(ctx, at, events);
    const data = { orderId, partId, warehouseId, quantity, ...by };
    const served: WaitingEvent = { type: "waiting_order.served.v1", data };
    await appendEvents(ctx, waitingStream(orderId), [served]);
  }
}
