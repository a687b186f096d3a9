import { z } from "zod";
import { holdsRole, roles } from "@/server/kernel/actor";
import { moneySchema } from "@/server/kernel/money";
import type { Call, VerbContext } from "@/server/platform/call";
import { logger } from "@/server/platform/logger";
import { colleagueNames } from "@/server/platform/people";
import { refusalOf } from "@/server/platform/trpc";
import { inTransaction } from "@/server/platform/verb";
import { openText } from "../adapters/customer-vault";
import { depositOfOrder } from "../adapters/deposit-of-order";
import { orderContact } from "../adapters/order-contact";
import { readOrderFile } from "../adapters/order-file";
import { staffOrder } from "../adapters/staff-order";
import { type Who, whoSchema, whoWas } from "../adapters/who";
import { workOrderTold } from "../adapters/work-order-store";
import { type DepositNoted, type PartNote, type PartNoted, partNotes } from "../contract/work-order-events";
import { clockTimes } from "../domain/clocks";
import { moveChoices } from "../domain/move-choices";
import { orderDepositSchema } from "../domain/order-deposit";
import { timelineOf } from "../domain/timeline";
import { clockOf, moveNames, type WorkOrderStatus, workOrderStatuses } from "../domain/transitions";
import { textIn } from "../domain/translated";
import { agreedPrice, conditionPhotosNeeded } from "../domain/work-order";

const status = z.enum(workOrderStatuses);
const text = z.string();

export const workOrderDetailInput = z.object({ id: z.uuid() });
export const workOrderDetailOutput = z.object({
  id: z.uuid(),
  reference: text,
  version: z.number().int(),
  status,
  clock: z.enum(["us", "customer", "supplier", "none"]),
  method: text,
  device: z.object({ name: text, kind: text, releasedYear: z.number().int().nullable() }),
  fault: text,
  description: text.nullable(),
  slotStart: text,
  slotEnd: text,
  promisedBy: text,
  createdAt: text,
  updatedAt: text,
  estimate: z.object({ low: moneySchema, high: moneySchema }),
  center: z.object({ id: text, name: text, city: text, timeZone: text }),
  /** Whom to speak to: as typed with the booking. */
  contact: z.object({ name: text, email: text, phone: text.nullable(), locale: text }),
  customer: z.object({
    id: z.uuid(),
    name: text,
    since: text,
    otherOrders: z.number().int(),
  }),
  address: z.object({ line: text, postcode: text, city: text, country: text }).nullable(),
  checkIn: z
    .object({
      condition: text,
      accessories: z.array(text),
      serial: text.nullable(),
      photosWaivedBy: whoSchema.nullable(),
      receivedAt: text,
      receivedBy: whoSchema,
    })
    .nullable(),
  photos: z.array(z.object({ id: z.uuid(), takenAt: text, takenBy: whoSchema })),
  photosNeeded: z.number().int(),
  messages: z.array(
    z.object({
      id: z.uuid(),
      direction: z.enum(["to_customer", "from_customer"]),
      author: whoSchema,
      body: text,
      writtenAt: text,
      readAt: text.nullable(),
    }),
  ),
  timeline: z.array(
    z.object({
      id: text,
      version: z.number().int(),
      type: text,
      /** Which way it went, where the type alone says too little: a deposit's status, a part's place. */
      about: text.optional(),
      at: text,
      who: whoSchema,
    }),
  ),
  /** Whole seconds that the order waited for each; for whom it waits now it has waited longer, since `runningSince`. */
  clocks: z.object({
    us: z.number().int(),
    customer: z.number().int(),
    supplier: z.number().int(),
    runningSince: text.nullable(),
  }),
  moves: z.array(
    z.object({
      move: z.enum(moveNames),
      to: status,
      refusal: z.enum(["status", "role"]).nullable(),
      roles: z.array(z.enum(roles)),
    }),
  ),
  mayWaivePhotos: z.boolean(),
  /** What the customer accepted of the last estimate; null where nothing was. */
  agreed: moneySchema.nullable(),
  /** What was paid in and waits to pay the repair; null unless it is ready, and while Payment is away. */
  held: moneySchema.nullable(),
  mayLeaveUnpaid: z.boolean(),
  part: z.enum(partNotes),
  /** What is asked for in advance and what became of it; null when nothing is. */
  deposit: orderDepositSchema.nullable(),
});
export type WorkOrderDetail = z.infer<typeof workOrderDetailOutput>;

/** One order with all that the desk needs of it: what was said, taken in, done, and what may be done next. */
export async function workOrderDetail({
  ctx,
  input,
}: Call<VerbContext, z.infer<typeof workOrderDetailInput>>): Promise<WorkOrderDetail> {
  const { found, file, deposit } = await inTransaction(ctx, async ({ tx }) => {
    const found = await staffOrder(tx, ctx.actor, input.id);
    const [file, deposit] = await Promise.all([readOrderFile(tx, found), depositOfOrder(tx, found.order)]);
    return { found, file, deposit };
  });
  const { order, customer } = found;
  const { about, checkIn } = file;
  const agreed = agreedPrice(workOrderTold(file.stream).order);
  const names = await colleagueNames(actorsOf(file));
  const who = (actor: string): Who => whoWas(actor, names);
  const open = (sealed: Uint8Array): string => openText(customer.dataKey, sealed);
  // Written by decide() alone.
  const now = order.status as WorkOrderStatus;
  return {
    id: order.id,
    reference: order.reference,
    version: order.version,
    status: now,
    clock: clockOf(now),
    method: order.method,
    device: {
      name: about?.device ? `${about.device.brand} ${about.device.model}` : order.deviceModelId,
      kind: about?.device?.kind ?? "",
      releasedYear: about?.device?.releasedYear ?? null,
    },
    fault: textIn(about?.fault?.names ?? {}, ctx.locale),
    description: order.description && open(order.description),
    slotStart: order.slotStart.toISOString(),
    slotEnd: order.slotEnd.toISOString(),
    promisedBy: order.promisedBy.toISOString(),
    createdAt: order.createdAt.toISOString(),
    updatedAt: order.updatedAt.toISOString(),
    estimate: {
      low: { amountMinor: order.estimateLowMinor, currency: order.currency },
      high: { amountMinor: order.estimateHighMinor, currency: order.currency },
    },
    center: {
      id: order.serviceCenterId,
      name: about?.center?.name ?? order.serviceCenterId,
      city: about?.center?.city ?? "",
      timeZone: about?.center?.timeZone ?? "UTC",
    },
    contact: orderContact(order.contact, customer),
    customer: {
      id: customer.id,
      name: customer.name,
      since: customer.createdAt.toISOString(),
      otherOrders: file.otherOrders,
    },
    address: about?.address ?? null,
    checkIn: checkIn
      ? {
          condition: open(checkIn.condition),
          accessories: checkIn.accessories,
          serial: checkIn.serial && open(checkIn.serial),
          photosWaivedBy: checkIn.photosWaivedBy === null ? null : who(checkIn.photosWaivedBy),
          receivedAt: checkIn.receivedAt.toISOString(),
          receivedBy: who(checkIn.receivedBy),
        }
      : null,
    photos: file.photos.map(({ id, takenAt, takenBy }) => ({
      id,
      takenAt: takenAt.toISOString(),
      takenBy: who(takenBy),
    })),
    photosNeeded: conditionPhotosNeeded,
    messages: file.messages.map((message) => ({
      id: message.id,
      direction: message.direction,
      author: who(message.author),
      body: open(message.body),
      writtenAt: message.writtenAt.toISOString(),
      readAt: message.readAt?.toISOString() ?? null,
    })),
    clocks: clockTimes(timelineOf(file.stream)),
    timeline: file.stream.map(({ id, version, type, data, recordedAt, actor }) => ({
      id,
      version,
      type,
      ...aboutNoted(type, data),
      at: recordedAt,
      who: who(actor),
    })),
    moves: moveChoices(now, (allowed) => holdsRole(ctx.actor, allowed, order.serviceCenterId)).map(
      (choice) => ({ ...choice, roles: [...choice.roles] }),
    ),
    mayWaivePhotos: holdsRole(ctx.actor, ["manager"], order.serviceCenterId),
    agreed: agreed === null ? null : { amountMinor: agreed, currency: order.currency },
    held: now === "ready" ? await heldFor(ctx, order.id, order.currency) : null,
    mayLeaveUnpaid: holdsRole(ctx.actor, ["manager"], order.serviceCenterId),
    // Written from this very type.
    part: order.part as PartNote,
    deposit: deposit ?? null,
  };
}

async function heldFor(ctx: VerbContext, orderId: string, currency: string) {
  try {
    return (await ctx.contexts.payment.balances.ofOrder.query({ orderId, currency })).held;
  } catch (error) {
    logger.warn({ orderId, refusal: refusalOf(error).code }, "an order is shown without what is held for it");
    return null;
  }
}

function actorsOf({
  stream,
  messages,
  photos,
  checkIn,
}: Awaited<ReturnType<typeof readOrderFile>>): string[] {
  const received = checkIn === undefined ? [] : [checkIn.receivedBy, checkIn.photosWaivedBy ?? ""];
  return [
    ...stream.map(({ actor }) => actor),
    ...messages.map(({ author }) => author),
    ...photos.map(({ takenBy }) => takenBy),
    ...received,
  ];
}

function aboutNoted(type: string, data: unknown): { about?: string } {
  // In the shapes of the contract.
  if (type === "work_order.deposit_noted.v1") return { about: (data as DepositNoted["data"]).status };
  if (type === "work_order.part_noted.v1") return { about: (data as PartNoted["data"]).part };
  return {};
}
