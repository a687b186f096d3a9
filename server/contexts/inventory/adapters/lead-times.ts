import { sql } from "drizzle-orm";
import { rows, type Tx } from "@/db/client";
import { type LeadTime, leadTimeOf, workingDaysBetween } from "../domain/lead-time";

/** So many of the last deliveries are measured. */
const lastDeliveries = 20;

interface Delivery {
  partId: string;
  sentOn: string;
  cameOn: string;
}

/** How long a supplier says to take, and takes, for parts: from sending an order to its first delivery. */
export async function leadTimesOf(
  tx: Tx,
  supplierId: string,
  partIds: readonly string[],
): Promise<Map<string, LeadTime>> {
  if (partIds.length === 0) return new Map();
  const [stated, deliveries] = await Promise.all([
    statedDays(tx, supplierId),
    lastOf(tx, supplierId, partIds),
  ]);
  return new Map(
    partIds.map((partId) => {
      const ours = deliveries.filter((delivery) => delivery.partId === partId);
      const days = ours.map(({ sentOn, cameOn }) => workingDaysBetween(sentOn, cameOn));
      return [partId, leadTimeOf(stated, days)] as const;
    }),
  );
}

async function statedDays(tx: Tx, supplierId: string): Promise<number> {
  const [found] = await rows<{ days: number }>(
    tx,
    sql`select lead_time_days::int as days from inventory.suppliers where id = ${supplierId}`,
  );
  return found?.days ?? 0;
}

function lastOf(tx: Tx, supplierId: string, partIds: readonly string[]): Promise<Delivery[]> {
  return rows<Delivery>(
    tx,
    sql`select wanted.part_id as "partId", d."sentOn", d."cameOn"
        from unnest(${sql.param([...new Set(partIds)])}::text[]) as wanted(part_id)
        cross join lateral (
          select to_char(o.sent_at at time zone 'UTC', 'YYYY-MM-DD') as "sentOn",
            to_char(l.first_received_at at time zone 'UTC', 'YYYY-MM-DD') as "cameOn"
          from inventory.purchase_order_lines l
          join inventory.purchase_orders o on o.id = l.purchase_order_id
          where l.part_id = wanted.part_id and l.first_received_at is not null and o.supplier_id = ${supplierId}
          order by l.first_received_at desc limit ${lastDeliveries}
        ) d`,
  );
}
