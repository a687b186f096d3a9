import { sql } from "drizzle-orm";
import { rows, type Tx } from "@/db/client";
import { waitingOrders } from "@/db/schema/inventory";
import type { WriteContext } from "@/server/platform/call";
import type { Waiting } from "../domain/waiting";

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
