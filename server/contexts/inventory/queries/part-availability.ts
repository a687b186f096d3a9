import { sql } from "drizzle-orm";
import { z } from "zod";
import { rows } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import type { Call, ReadContext } from "@/server/platform/call";
import { inTransitTo, requiredAt } from "../adapters/needs";
import { stockReaders, warehouseFor } from "../adapters/stock-staff";
import { promiseByDate } from "../domain/availability";

export const partAvailabilityInput = z.object({
  serviceCenterId: z.string().min(1).max(100),
  partId: z.string().min(1).max(120),
});
export const partAvailabilityOutput = z.object({
  onHand: z.number().int(),
  reserved: z.number().int(),
  /** What orders wait for. */
  required: z.number().int(),
  inTransit: z.number().int(),
  ordered: z.array(
    z.object({
      purchaseOrderId: z.uuid(),
      number: z.number().int(),
      expectedOn: z.string(),
      quantity: z.number().int(),
    }),
  ),
  /** Free now, once who waits is served; below zero is short. */
  now: z.number().int(),
  /** What can be promised from a day on; null: once what is on its way has come. */
  byDate: z.array(z.object({ on: z.string().nullable(), available: z.number().int() })),
});
type Output = z.infer<typeof partAvailabilityOutput>;

interface Standing {
  onHand: number;
  reserved: number;
  required: number;
  inTransit: number;
}

/** What of a part can be promised in a centre, now and later. Refuses with `not_found` what is no part. */
export async function partAvailability({
  ctx,
  input: { serviceCenterId, partId },
}: Call<ReadContext, z.infer<typeof partAvailabilityInput>>): Promise<Output> {
  const { id } = await warehouseFor(ctx.tx, ctx.actor, stockReaders, serviceCenterId);
  const [warehouse, part] = [sql`${id}::text`, sql`p.id`];
  const [[standing], ordered] = await Promise.all([
    rows<Standing>(
      ctx.tx,
      sql`select coalesce(l.on_hand, 0) as "onHand", coalesce(l.reserved, 0) as reserved,
            ${requiredAt(warehouse, part)} as required, ${inTransitTo(warehouse, part)} as "inTransit"
          from inventory.parts p
          left join inventory.stock_levels l on l.part_id = p.id and l.warehouse_id = ${id}
          where p.id = ${partId}`,
    ),
    rows<Output["ordered"][number]>(
      ctx.tx,
      sql`select o.id as "purchaseOrderId", o.number, o.expected_on::text as "expectedOn",
            l.quantity - l.received as quantity
          from inventory.purchase_order_lines l join inventory.purchase_orders o on o.id = l.purchase_order_id
          where l.part_id = ${partId} and o.warehouse_id = ${id} and o.status in ('sent', 'partly_received')
            and l.received < l.quantity
          order by o.expected_on, o.id`,
    ),
  ]);
  if (standing === undefined) throw new DomainError("not_found");
  const { onHand, reserved, required, inTransit } = standing;
  const coming = [
    ...(inTransit > 0 ? [{ on: null, quantity: inTransit }] : []),
    ...ordered.map(({ expectedOn, quantity }) => ({ on: expectedOn, quantity })),
  ];
  const free = onHand - reserved;
  return { ...standing, ordered, now: free - required, byDate: promiseByDate(free, required, coming) };
}
