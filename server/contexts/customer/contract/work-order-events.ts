import { z } from "zod";
import { defineEvents, type EventOf } from "@/server/kernel/event-schemas";

const id = z.string().min(1);
const instant = z.iso.datetime({ offset: true });
const nothing = z.strictObject({});

const cancelReasons = ["by_customer", "by_centre", "booking_failed"] as const;
export type CancelReason = (typeof cancelReasons)[number];
const promiseReasons = ["parts_late", "more_work", "centre_busy", "sooner"] as const;
export type PromiseReason = (typeof promiseReasons)[number];

const booked = z.strictObject({
  reference: z.string().min(1),
  customerId: id,
  deviceModelId: id,
  faultId: id,
  serviceCenterId: id,
  method: z.string().min(1),
  slotStart: instant,
  slotEnd: instant,
  promisedBy: instant,
});
export type WorkOrderBooked = z.infer<typeof booked>;

export const estimateLineKinds = ["labour", "part", "fee"] as const;
/** How an answer came: through the link, or told to the desk. */
export const answerWays = ["link", "phone", "in_person"] as const;

const estimateLine = z.strictObject({
  id,
  kind: z.enum(estimateLineKinds),
  quantity: z.number().int().min(1),
  /** VAT included. */
  unitMinor: z.number().int().min(0),
});
const estimateSent = z.strictObject({
  version: z.number().int().min(1),
  currency: z.string().length(3),
  /** "0.21" */
  vatRate: z.string(),
  lines: z.array(estimateLine).min(1),
  totalMinor: z.number().int().min(0),
  validUntil: instant,
});
export type EstimateSent = z.infer<typeof estimateSent>;

const estimateAnswered = z.strictObject({
  version: z.number().int().min(1),
  way: z.enum(answerWays),
  /** Ids of lines; each line of the version stands in one of the two. */
  accepted: z.array(id),
  declined: z.array(id),
  acceptedMinor: z.number().int().min(0),
});
export type EstimateAnswered = z.infer<typeof estimateAnswered>;

/**
 * What happens to a work order. Stream `work_order-<id>`. Ids and facts only: names, addresses, descriptions and
 * messages stand in Customer's tables, encrypted or restricted, never here.
 */
export const workOrderEvents = defineEvents({
  "work_order.booked.v1": booked,
  "work_order.received.v1": z.strictObject({
    accessories: z.array(z.string()),
    photos: z.number().int().min(0),
    photosWaivedBy: z.string().nullable(),
  }),
  "work_order.diagnosis_started.v1": nothing,
  "work_order.estimate_sent.v1": estimateSent,
  "work_order.estimate_answered.v1": estimateAnswered,
  "work_order.approval_requested.v1": nothing,
  "work_order.approved.v1": nothing,
  "work_order.parts_awaited.v1": nothing,
  "work_order.repair_started.v1": nothing,
  "work_order.quality_check_started.v1": nothing,
  "work_order.ready.v1": nothing,
  "work_order.handed_over.v1": nothing,
  "work_order.closed.v1": nothing,
  "work_order.cancelled.v1": z.strictObject({ reason: z.enum(cancelReasons) }),
  "work_order.abandoned.v1": nothing,
  "work_order.unrepairable.v1": nothing,
  "work_order.promise_changed.v1": z.strictObject({ promisedBy: instant, reason: z.enum(promiseReasons) }),
  "work_order.rescheduled.v1": z.strictObject({ slotStart: instant, slotEnd: instant, promisedBy: instant }),
});
export type WorkOrderEvent = EventOf<typeof workOrderEvents>;

/** What an order knows of its part. `later`: Inventory was away, it is asked again. */
export const partNotes = ["none", "here", "elsewhere", "on_the_way", "to_order", "later"] as const;
export type PartNote = (typeof partNotes)[number];

/** How a deposit stands at Payment. */
const depositStatuses = ["requested", "captured", "declined", "cancelled", "refunded"] as const;

/** Beside the order's life: that there is a message or a photo, not what it says or shows; its part, its deposit. */
export const besideWorkOrderEvents = defineEvents({
  "work_order.message_written.v1": z.strictObject({
    messageId: id,
    direction: z.enum(["to_customer", "from_customer"]),
  }),
  "work_order.photo_added.v1": z.strictObject({ photoId: id }),
  "work_order.part_noted.v1": z.strictObject({ part: z.enum(partNotes) }),
  "work_order.deposit_noted.v1": z.strictObject({ depositId: id, status: z.enum(depositStatuses) }),
});
export type MessageWritten = EventOf<typeof besideWorkOrderEvents, "work_order.message_written.v1">;
export type PartNoted = EventOf<typeof besideWorkOrderEvents, "work_order.part_noted.v1">;
export type DepositNoted = EventOf<typeof besideWorkOrderEvents, "work_order.deposit_noted.v1">;
export type PhotoAdded = EventOf<typeof besideWorkOrderEvents, "work_order.photo_added.v1">;

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
