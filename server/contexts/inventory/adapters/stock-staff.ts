import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { warehouses } from "@/db/schema/inventory";
import { type Actor, type Role, requireRole } from "@/server/kernel/actor";
import { DomainError } from "@/server/kernel/errors";

/** Who may look at a centre's stock. */
export const stockReaders = ["stock_keeper", "technician", "manager"] as const satisfies Role[];
/** Who may move and count it. */
export const stockRoles = ["stock_keeper", "manager"] as const satisfies Role[];
/** Who answers for a count. */
export const countApprovers = ["manager"] as const satisfies Role[];
/** Who may see what parts cost us. */
export const costReaders = ["manager", "finance"] as const satisfies Role[];

/** The centre's warehouse, for whoever holds one of the roles there. Refuses with `unknown_service_center`. */
export async function warehouseFor(
  tx: Tx,
  actor: Actor,
  allowed: readonly Role[],
  serviceCenterId: string,
): Promise<{ id: string; name: string }> {
  requireRole(actor, allowed, serviceCenterId);
  const [found] = await tx
    .select({ id: warehouses.id, name: warehouses.name })
    .from(warehouses)
    .where(eq(warehouses.serviceCenterId, serviceCenterId));
  if (found === undefined) throw new DomainError("unknown_service_center");
  return found;
}
