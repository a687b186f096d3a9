import { sql } from "drizzle-orm";
import { rows, type Tx } from "@/db/client";
import { clockOf, type WorkOrderStatus, workOrderStatuses } from "../domain/transitions";
import { inCenters } from "./queue-rows";

interface StatusRow {
  status: WorkOrderStatus;
  orders: number;
  overdue: number;
  today: number;
}

export interface QueueFigures {
  counts: Partial<Record<WorkOrderStatus, number>>;
  figures: { late: number; arriving: number; waiting: number };
}

/** How many open orders stand where, and what is late, arrives and waits. */
export async function queueFigures(
  tx: Tx,
  centers: readonly string[] | null,
  now: Date,
): Promise<QueueFigures> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const found = await rows<StatusRow>(
    tx,
    sql`
    select w.status, count(*)::int as orders,
      count(*) filter (where w.promised_by < ${at})::int as overdue,
      count(*) filter (where (w.slot_start at time zone coalesce(s.time_zone, 'UTC'))::date
                           = (${at} at time zone coalesce(s.time_zone, 'UTC'))::date)::int as today
    from customer.work_orders w
    left join customer.service_centers s on s.id = w.service_center_id
    where w.closed_at is null and ${inCenters(centers)}
    group by w.status`,
  );
  const of = (count: (row: StatusRow) => number) => found.reduce((sum, row) => sum + count(row), 0);
  return {
    counts: Object.fromEntries(
      workOrderStatuses.flatMap((status) => {
        const row = found.find((each) => each.status === status);
        return row === undefined ? [] : [[status, row.orders]];
      }),
    ),
    figures: {
      late: of((row) => (["us", "supplier"].includes(clockOf(row.status)) ? row.overdue : 0)),
      arriving: of((row) => (row.status === "booked" ? row.today : 0)),
      waiting: of((row) => (isWaitedFor(row.status) ? row.orders : 0)),
    },
  };
}

function isWaitedFor(status: WorkOrderStatus): boolean {
  return status === "awaiting_approval" || status === "awaiting_parts" || status === "ready";
}
