import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { customers, deviceModels, faults, serviceCenterCopies, workOrders } from "@/db/schema/customer";
import type { Method } from "@/server/contexts/location/contract/methods";
import { DomainError } from "@/server/kernel/errors";
import { tokenHash } from "@/server/platform/crypto";
import { linkIsDead } from "../domain/customer-actions";
import type { WorkOrderStatus } from "../domain/transitions";

/** The secret part of a tracking link. */
export const tokenSchema = z.string().min(1).max(200);

/** An order with what is said about it: its customer, device, fault and centre. */
export async function readOrder(tx: Tx, where: { token: string } | { id: string }) {
  const [found] = await tx
    .select({
      order: workOrders,
      customer: customers,
      device: deviceModels,
      faultNames: faults.names,
      center: serviceCenterCopies,
    })
    .from(workOrders)
    .innerJoin(customers, eq(customers.id, workOrders.customerId))
    .innerJoin(deviceModels, eq(deviceModels.id, workOrders.deviceModelId))
    .innerJoin(faults, eq(faults.id, workOrders.faultId))
    .innerJoin(serviceCenterCopies, eq(serviceCenterCopies.id, workOrders.serviceCenterId))
    .where(
      "token" in where ? eq(workOrders.trackingHash, tokenHash(where.token)) : eq(workOrders.id, where.id),
    );
  if (found === undefined) return undefined;
  const { order, ...about } = found;
  // Both columns are written from these very types.
  const status = order.status as WorkOrderStatus;
  return { ...about, order: { ...order, status, method: order.method as Method } };
}
export type TrackedOrder = NonNullable<Awaited<ReturnType<typeof readOrder>>>;

/** The order behind a tracking link; refuses with `link_invalid`, and with `link_expired` long after its end. */
export async function orderBehindLink(tx: Tx, token: string, now: Date): Promise<TrackedOrder> {
  const found = await readOrder(tx, { token });
  if (found === undefined) throw new DomainError("link_invalid");
  if (linkIsDead(found.order.closedAt, now)) throw new DomainError("link_expired");
  return found;
}
