/**
 * What happens to a work order. Stream `work_order-<id>`. Ids and facts only: names, addresses, descriptions and
 * messages stand in Customer's tables, encrypted or restricted, never here.
 */
export type WorkOrderEvent =
  | { type: "work_order.booked.v1"; data: WorkOrderBooked }
  | {
      type: "work_order.received.v1";
      data: { accessories: string[]; photos: number; photosWaivedBy: string | null };
    }
  | { type: "work_order.diagnosis_started.v1"; data: Record<string, never> }
  | { type: "work_order.approval_requested.v1"; data: Record<string, never> }
  | { type: "work_order.approved.v1"; data: Record<string, never> }
  | { type: "work_order.parts_awaited.v1"; data: Record<string, never> }
  | { type: "work_order.repair_started.v1"; data: Record<string, never> }
  | { type: "work_order.quality_check_started.v1"; data: Record<string, never> }
  | { type: "work_order.ready.v1"; data: Record<string, never> }
  | { type: "work_order.handed_over.v1"; data: Record<string, never> }
  | { type: "work_order.closed.v1"; data: Record<string, never> }
  | { type: "work_order.cancelled.v1"; data: { reason: CancelReason } }
  | { type: "work_order.abandoned.v1"; data: Record<string, never> }
  | { type: "work_order.unrepairable.v1"; data: Record<string, never> }
  | { type: "work_order.promise_changed.v1"; data: { promisedBy: string; reason: PromiseReason } }
  | {
      type: "work_order.rescheduled.v1";
      data: { slotStart: string; slotEnd: string; promisedBy: string };
    };

export interface WorkOrderBooked {
  reference: string;
  customerId: string;
  deviceModelId: string;
  faultId: string;
  serviceCenterId: string;
  method: string;
  slotStart: string;
  slotEnd: string;
  promisedBy: string;
}

export type CancelReason = "by_customer" | "by_centre" | "booking_failed";
export type PromiseReason = "parts_late" | "more_work" | "centre_busy" | "sooner";

/** Messages are written beside the order: the event says that there is one, not what it says. */
export interface MessageWritten {
  type: "work_order.message_written.v1";
  data: { messageId: string; direction: "to_customer" | "from_customer" };
}

/** A photo was put to the order; the picture itself is encrypted in the file store. */
export interface PhotoAdded {
  type: "work_order.photo_added.v1";
  data: { photoId: string };
}

const streamPrefix = "work_order-";

export function workOrderStream(workOrderId: string): string {
  return `${streamPrefix}${workOrderId}`;
}

export function isWorkOrderStream(streamId: string): boolean {
  return streamId.startsWith(streamPrefix);
}

/** The order whose stream it is. */
export function workOrderOf(streamId: string): string {
  return streamId.slice(streamPrefix.length);
}
