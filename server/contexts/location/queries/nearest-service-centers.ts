import { sql } from "drizzle-orm";
import { z } from "zod";
import { rows } from "@/db/client";
import type { Call, ReadContext } from "@/server/platform/call";

export const nearestServiceCentersInput = z.object({
  id: z.string().min(1).max(100),
  limit: z.number().int().min(1).max(20),
});
export const nearestServiceCentersOutput = z.object({ serviceCenterIds: z.array(z.string()) });

/** The other centres by their distance to one, the nearest first. */
export async function nearestServiceCenters({
  ctx,
  input,
}: Call<ReadContext, z.infer<typeof nearestServiceCentersInput>>): Promise<
  z.infer<typeof nearestServiceCentersOutput>
> {
  const found = await rows<{ id: string }>(
    ctx.tx,
    sql`select c.id from location.service_centers c, location.service_centers here
        where here.id = ${input.id} and c.id <> here.id
        order by ST_DistanceSphere(c.point, here.point), c.id limit ${input.limit}`,
  );
  return { serviceCenterIds: found.map(({ id }) => id) };
}
