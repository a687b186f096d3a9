import { type SQL, sql } from "drizzle-orm";
import { rows, type Tx } from "@/db/client";
import type { Needs, PriceBreak } from "../domain/reorder";

/** What orders wait for, of a part in a warehouse. */
export const requiredAt = (warehouse: SQL, part: SQL) => sql`(select coalesce(sum(w.quantity), 0)::int
  from inventory.waiting_orders w where w.warehouse_id = ${warehouse} and w.part_id = ${part})`;

/** What suppliers still owe of a part to a warehouse. */
export const orderedAt = (
  warehouse: SQL,
  part: SQL,
  statuses: SQL = sql`('sent', 'partly_received')`,
) => sql`(select coalesce(sum(greatest(0, pl.quantity - pl.received)), 0)::int
  from inventory.purchase_order_lines pl join inventory.purchase_orders po on po.id = pl.purchase_order_id
  where pl.part_id = ${part} and po.warehouse_id = ${warehouse} and po.status in ${statuses})`;

/** What has left for a warehouse and is not there yet. */
export const inTransitTo = (warehouse: SQL, part: SQL) => sql`(select coalesce(sum(t.quantity), 0)::int
  from inventory.transfers t
  where t.to_warehouse_id = ${warehouse} and t.part_id = ${part} and t.status in ('picked', 'in_transit'))`;

export interface NeededPart extends Needs {
  partId: string;
  name: string;
  sku: string;
  supplier: { id: string; name: string; currency: string };
  breaks: PriceBreak[];
}

/** Every part that a warehouse wants to have or that orders wait for there, with what it needs to be judged. */
export function neededParts(tx: Tx, warehouseId: string): Promise<NeededPart[]> {
  const [warehouse, part] = [sql`${warehouseId}::text`, sql`p.id`];
  return rows<NeededPart>(
    tx,
    sql`
    with wanted as (
      select part_id from inventory.stock_minimums where warehouse_id = ${warehouseId}
      union select part_id from inventory.waiting_orders where warehouse_id = ${warehouseId}
    )
    select p.id as "partId", p.name, p.sku,
      jsonb_build_object('id', s.id, 'name', s.name, 'currency', s.currency) as supplier,
      coalesce(m.minimum, 0) as minimum, coalesce(l.on_hand, 0) as "onHand", coalesce(l.reserved, 0) as reserved,
      ${requiredAt(warehouse, part)} as required, ${inTransitTo(warehouse, part)} as "inTransit",
      -- A draft is as good as ordered here: whoever asks twice does not get two.
      ${orderedAt(warehouse, part, sql`('draft', 'sent', 'partly_received')`)} as ordered,
      coalesce((select jsonb_agg(jsonb_build_object('fromQuantity', b.from_quantity, 'unitPriceMinor', b.unit_price_minor))
        from inventory.price_breaks b where b.supplier_id = p.supplier_id and b.part_id = p.id), '[]') as breaks
    from wanted
    join inventory.parts p on p.id = wanted.part_id
    join inventory.suppliers s on s.id = p.supplier_id
    left join inventory.stock_minimums m on m.part_id = p.id and m.warehouse_id = ${warehouseId}
    left join inventory.stock_levels l on l.part_id = p.id and l.warehouse_id = ${warehouseId}
    order by s.name, p.name, p.id`,
  );
}
