import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { rows, type Tx } from "@/db/client";
import type { SlotFacts } from "../contract/events";
import { methodSchema } from "../contract/methods";

/** An order's slot, as the booking sees it. */
export const orderSlotSchema = z.object({
  slotId: z.uuid(),
  serviceCenterId: z.string(),
  method: methodSchema,
  start: z.string(),
  end: z.string(),
  timeZone: z.string(),
  laneId: z.string(),
  technicianId: z.string().nullable(),
});
export type OrderSlot = z.infer<typeof orderSlotSchema>;
export type SlotRow = OrderSlot & { status: "held" | "claimed" | "booked"; orderId: string | null };

/** Runs an update or delete of slots that ends in `returning *` and answers with the rows it touched. */
export async function changedSlots(tx: Tx, change: SQL): Promise<SlotRow[]> {
  const found = await rows<SlotRow & { from: number; until: number }>(
    tx,
    sql`with changed as (${change})
        select s.id as "slotId", s.service_center_id as "serviceCenterId", s.method, s.status,
          s.order_id as "orderId", s.lane_id as "laneId", l.technician_id as "technicianId",
          c.time_zone as "timeZone", extract(epoch from lower(s.during))::float8 as "from",
          extract(epoch from upper(s.during))::float8 as "until"
        from changed s
        join location.lanes l on l.id = s.lane_id
        join location.service_centers c on c.id = s.service_center_id`,
  );
  return found.map(({ from, until, ...row }) => ({
    ...row,
    start: new Date(from * 1000).toISOString(),
    end: new Date(until * 1000).toISOString(),
  }));
}

export function shownToOrder({ status: _, orderId: __, ...slot }: SlotRow): OrderSlot {
  return slot;
}

export function slotFacts({ status: _, timeZone: __, ...slot }: SlotRow, orderId: string): SlotFacts {
  return { ...slot, orderId };
}
