import { eq } from "drizzle-orm";
import { database } from "@/db/client";
import { serviceCenterCopies } from "@/db/schema/customer";
import { DomainError } from "@/server/kernel/errors";
import { localDate } from "@/server/kernel/time";
import type { VerbContext } from "@/server/platform/call";
import { labourFor } from "./prices";
import type { StaffOrder } from "./staff-order";
import { staffOrder } from "./staff-order";

/** An order, its centre and what labour costs there today, VAT rate included: what an estimate is written from. */
export async function estimateTerms(ctx: VerbContext, workOrderId: string) {
  const db = await database("customer");
  const { found, center } = await db.read(async (tx) => {
    const found = await staffOrder(tx, ctx.actor, workOrderId);
    const [center] = await tx
      .select({ country: serviceCenterCopies.country, timeZone: serviceCenterCopies.timeZone })
      .from(serviceCenterCopies)
      .where(eq(serviceCenterCopies.id, found.order.serviceCenterId));
    if (center === undefined) throw new DomainError("unknown_service_center");
    return { found, center };
  });
  const labour = await labourOf(ctx, found, center);
  return { found, center, labour };
}

function labourOf(
  ctx: VerbContext,
  { order }: StaffOrder,
  { country, timeZone }: { country: string; timeZone: string },
) {
  return labourFor(ctx, { country, faultId: order.faultId, at: localDate(ctx.now(), timeZone) });
}
