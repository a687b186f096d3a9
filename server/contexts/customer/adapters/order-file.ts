import { and, asc, count, eq, ne } from "drizzle-orm";
import type { Tx } from "@/db/client";
import {
  addresses,
  checkIns,
  deviceModels,
  faults,
  messages,
  photos,
  serviceCenterCopies,
  workOrders,
} from "@/db/schema/customer";
import { readStream } from "@/server/platform/events";
import { workOrderStream } from "../contract/work-order-events";
import type { StaffOrder } from "./staff-order";

/** Everything that is kept of one order beside its row: still sealed, names not looked up yet. */
export async function readOrderFile(tx: Tx, { order, customer }: StaffOrder) {
  const [about] = await tx
    .select({ device: deviceModels, fault: faults, center: serviceCenterCopies, address: addresses })
    .from(workOrders)
    .leftJoin(deviceModels, eq(deviceModels.id, workOrders.deviceModelId))
    .leftJoin(faults, eq(faults.id, workOrders.faultId))
    .leftJoin(serviceCenterCopies, eq(serviceCenterCopies.id, workOrders.serviceCenterId))
    .leftJoin(addresses, eq(addresses.id, workOrders.addressId))
    .where(eq(workOrders.id, order.id));
  const [others] = await tx
    .select({ orders: count() })
    .from(workOrders)
    .where(and(eq(workOrders.customerId, customer.id), ne(workOrders.id, order.id)));
  const [checkIn] = await tx.select().from(checkIns).where(eq(checkIns.workOrderId, order.id));
  return {
    about,
    otherOrders: others?.orders ?? 0,
    checkIn,
    photos: await tx
      .select({ id: photos.id, takenAt: photos.takenAt, takenBy: photos.takenBy })
      .from(photos)
      .where(eq(photos.workOrderId, order.id))
      .orderBy(asc(photos.takenAt), asc(photos.id)),
    messages: await tx
      .select()
      .from(messages)
      .where(eq(messages.workOrderId, order.id))
      .orderBy(asc(messages.writtenAt), asc(messages.id)),
    stream: await readStream(tx, "customer", workOrderStream(order.id)),
  };
}
