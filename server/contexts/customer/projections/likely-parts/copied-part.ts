import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { likelyPartCopies } from "@/db/schema/customer";
import { money } from "@/server/kernel/money";

/** The part that would mend a fault on a model, as the copy has it; null when none is needed. */
export async function copiedPart(tx: Tx, deviceModelId: string, faultId: string) {
  const [part] = await tx
    .select()
    .from(likelyPartCopies)
    .where(and(eq(likelyPartCopies.deviceModelId, deviceModelId), eq(likelyPartCopies.faultId, faultId)));
  if (part === undefined) return null;
  const { partId, priceMinor, currency, leadTimeDays } = part;
  return { partId, buyingPrice: money(BigInt(priceMinor), currency), leadTimeDays };
}
