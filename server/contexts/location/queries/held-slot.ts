import { sql } from "drizzle-orm";
import { z } from "zod";
import { rows } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import type { Call, ReadContext } from "@/server/platform/call";
import { methodSchema } from "../contract/methods";
import { whyHoldIsGone } from "../domain/hold-rules";

export const heldSlotInput = z.object({
  holdId: z.uuid(),
  /** The order that it is for, if there is one yet: it may have become that order's slot. */
  orderId: z.uuid().optional(),
});
export const heldSlotOutput = z.object({
  serviceCenterId: z.string(),
  method: methodSchema,
  start: z.string(),
  end: z.string(),
  timeZone: z.string(),
});

type Row = Omit<z.infer<typeof heldSlotOutput>, "start" | "end"> & { from: number; until: number };

/** What a living hold keeps, or has become for its order. Refuses with `hold_expired` and `hold_not_found`. */
export async function heldSlot({
  ctx,
  input,
}: Call<ReadContext, z.infer<typeof heldSlotInput>>): Promise<z.infer<typeof heldSlotOutput>> {
  const now = ctx.now();
  const { holdId, orderId = null } = input;
  const [held] = await rows<Row>(
    ctx.tx,
    sql`
      select s.service_center_id as "serviceCenterId", s.method, c.time_zone as "timeZone",
        extract(epoch from lower(s.during))::float8 as "from", extract(epoch from upper(s.during))::float8 as "until"
      from location.slots s join location.service_centers c on c.id = s.service_center_id
      where s.id = ${holdId}::uuid
        and ((s.status = 'held' and s.expires_at > ${now.toISOString()}::timestamptz)
          or (s.status = 'booked' and s.order_id = ${orderId}::uuid))`,
  );
  if (held === undefined) throw new DomainError(whyHoldIsGone(holdId, now));
  const { from, until, ...slot } = held;
  return { ...slot, start: new Date(from * 1000).toISOString(), end: new Date(until * 1000).toISOString() };
}
