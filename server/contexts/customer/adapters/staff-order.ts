import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { customers, workOrders } from "@/db/schema/customer";
import { type Actor, type Role, requireRole } from "@/server/kernel/actor";
import { DomainError } from "@/server/kernel/errors";

/** Who works with orders at all. */
export const orderRoles = ["front_desk", "technician", "manager"] as const satisfies readonly Role[];

/** An order with its customer, for staff who hold one of the roles in its centre. */
export async function staffOrder(tx: Tx, actor: Actor, id: string, roles: readonly Role[] = orderRoles) {
  const [found] = await tx
    .select({ order: workOrders, customer: customers })
    .from(workOrders)
    .innerJoin(customers, eq(customers.id, workOrders.customerId))
    .where(eq(workOrders.id, id));
  if (found === undefined) throw new DomainError("not_found");
  requireRole(actor, roles, found.order.serviceCenterId);
  return found;
}
export type StaffOrder = Awaited<ReturnType<typeof staffOrder>>;
