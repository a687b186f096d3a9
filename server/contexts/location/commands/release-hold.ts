import { sql } from "drizzle-orm";
import { z } from "zod";
import { rows } from "@/db/client";
import type { Call, WriteContext } from "@/server/platform/call";

export const releaseHoldInput = z.object({ id: z.uuid() });
export const releaseHoldOutput = z.object({ released: z.boolean() });

/** Gives a held slot back. One that is gone already, or has become an order, is left as it is: `released` says so. */
export async function releaseHold({
  ctx,
  input,
}: Call<WriteContext, z.infer<typeof releaseHoldInput>>): Promise<z.infer<typeof releaseHoldOutput>> {
  const gone = await rows<{ id: string }>(
    ctx.tx,
    sql`delete from location.slots where id = ${input.id}::uuid and status = 'held' returning id`,
  );
  return { released: gone.length > 0 };
}
