import { type SQL, sql } from "drizzle-orm";
import { rows, type Tx } from "@/db/client";
import { clockOf, type WorkOrderStatus, workOrderStatuses } from "../domain/transitions";
import { inCenters } from "./queue-rows";

/** What the thin bar says, and what pressing it shows. */
export const queueViews = ["late", "arriving", "waiting"] as const;
export type QueueView = (typeof queueViews)[number];

const waitedFor: readonly WorkOrderStatus[] = ["awaiting_approval", "awaiting_parts", "ready"];
/** The customer's waiting is no broken promise of ours. */
const canBeLate = workOrderStatuses.filter((status) => ["us", "supplier"].includes(clockOf(status)));

/** Whether an open order `w` belongs to a view. Late: its promise is broken. Arriving: booked for today, there. */
export function belongsTo(view: QueueView, now: Date): SQL {
  const at = sql`${now.toISOString()}::timestamptz`;
  if (view === "waiting") return sql`w.status in ${[...waitedFor]}`;
  if (view === "late") return sql`(w.status in ${canBeLate} and w.promised_by < ${at})`;
  return sql`(w.status = 'booked' and exists (
    select 1 from (select coalesce(max(s.time_zone), 'UTC') as zone
                     from customer.service_centers s where s.id = w.service_center_id) there
     where (w.slot_start at time zone there.zone)::date = (${at} at time zone there.zone)::date))`;
}

export interface QueueFigures {
  counts: Partial<Record<WorkOrderStatus, number>>;
  figures: Record<QueueView, number>;
}

type StatusRow = { status: WorkOrderStatus; orders: number } & Record<QueueView, number>;

/** How many open orders stand where, and what is late, arrives and waits. */
export async function queueFigures(
  tx: Tx,
  centers: readonly string[] | null,
  now: Date,
): Promise<QueueFigures> {
  const found = await rows<StatusRow>(
    tx,
    sql`
    select w.status, count(*)::int as orders,
      count(*) filter (where ${belongsTo("late", now)})::int as late,
      count(*) filter (where ${belongsTo("arriving", now)})::int as arriving,
      count(*) filter (where ${belongsTo("waiting", now)})::int as waiting
    from customer.work_orders w
    where w.closed_at is null and ${inCenters(centers)}
    group by w.status`,
  );
  const total = (view: QueueView) => found.reduce((sum, row) => sum + row[view], 0);
  return {
    counts: Object.fromEntries(found.map(({ status, orders }) => [status, orders])),
    figures: { late: total("late"), arriving: total("arriving"), waiting: total("waiting") },
  };
}
