import { eq } from "drizzle-orm";
import { z } from "zod";
import { transfers } from "@/db/schema/inventory";
import { DomainError } from "@/server/kernel/errors";
import type { Call, ReadContext } from "@/server/platform/call";
import { transferStatuses } from "../contract/transfer";

export const transferStatusInput = z.object({ transferId: z.uuid() });
export const transferStatusOutput = z.object({ status: z.enum(transferStatuses) });

/** How far a transfer is. Refuses with `not_found`. */
export async function transferStatus({
  ctx,
  input,
}: Call<ReadContext, z.infer<typeof transferStatusInput>>): Promise<z.infer<typeof transferStatusOutput>> {
  const [found] = await ctx.tx
    .select({ status: transfers.status })
    .from(transfers)
    .where(eq(transfers.id, input.transferId));
  if (found === undefined) throw new DomainError("not_found");
  return found;
}
