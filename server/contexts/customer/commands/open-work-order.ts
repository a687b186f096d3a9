import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { addresses, workOrders } from "@/db/schema/customer";
import { methodSchema } from "@/server/contexts/location/contract/methods";
import { orderReference, uuidV7 } from "@/server/kernel/ids";
import { moneySchema } from "@/server/kernel/money";
import { referenceIdSchema } from "@/server/kernel/text";
import type { Call, WriteContext } from "@/server/platform/call";
import { tokenHash } from "@/server/platform/crypto";
import { appendEvents } from "@/server/platform/events";
import { supportedLocale } from "@/server/platform/translate";
import { queueMail } from "../adapters/customer-mails";
import { sealText } from "../adapters/customer-vault";
import { addCustomer, type FoundCustomer, knownCustomer } from "../adapters/known-customer";
import { openForm } from "../adapters/sealed-form";
import { trackingToken } from "../adapters/tracking-link";
import { partNotes, workOrderStream } from "../contract/work-order-events";
import type { BookingForm } from "../domain/booking-form";
import { decide, noWorkOrder } from "../domain/work-order";
import { partNoted } from "./note-part";

export const openWorkOrderInput = z.object({
  orderId: z.uuid(),
  deviceId: referenceIdSchema,
  faultId: referenceIdSchema,
  serviceCenterId: referenceIdSchema,
  method: methodSchema,
  start: z.iso.datetime(),
  end: z.iso.datetime(),
  promisedBy: z.iso.datetime(),
  low: moneySchema,
  high: moneySchema,
  locale: z.string(),
  part: z.enum(partNotes).default("none"),
  deposit: moneySchema.nullable().default(null),
  sealedForm: z.string(),
});
export const openWorkOrderOutput = z.object({ reference: z.string() });

type Input = z.infer<typeof openWorkOrderInput>;
type Output = z.infer<typeof openWorkOrderOutput>;

/** Opens a booking's work order, once for an order id: the customer, what they typed, the first event, the mail. */
export async function openWorkOrder({ ctx, input }: Call<WriteContext, Input>): Promise<Output> {
  const form = openForm(input.sealedForm);
  const [before, known] = await Promise.all([
    referenceOf(ctx.tx, input.orderId),
    knownCustomer(ctx.tx, form.contact.email),
  ]);
  if (before !== undefined) return { reference: before };
  const customer = known ?? (await addCustomer(ctx, form.contact));
  const addressId = await addAddress(ctx, customer, form);
  const reference = await insertOrder(ctx, input, customer, form, addressId);
  const events = decide(
    {
      kind: "book",
      order: {
        reference,
        customerId: customer.id,
        deviceModelId: input.deviceId,
        faultId: input.faultId,
        serviceCenterId: input.serviceCenterId,
        method: input.method,
        slotStart: input.start,
        slotEnd: input.end,
        promisedBy: input.promisedBy,
      },
    },
    noWorkOrder,
  );
  await Promise.all([
    appendEvents(ctx, workOrderStream(input.orderId), [...events, ...partNoted(input.part)], 0),
    queueMail(ctx, {
      customer,
      workOrderId: input.orderId,
      template: "booking_confirmed",
      locale: supportedLocale(input.locale),
      to: { name: form.contact.name, email: form.contact.email },
    }),
  ]);
  return { reference };
}

async function referenceOf(tx: Tx, orderId: string): Promise<string | undefined> {
  const [order] = await tx
    .select({ reference: workOrders.reference })
    .from(workOrders)
    .where(eq(workOrders.id, orderId));
  return order?.reference;
}

async function addAddress(
  ctx: WriteContext,
  customer: FoundCustomer,
  form: BookingForm,
): Promise<string | null> {
  if (form.address === undefined) return null;
  const id = uuidV7(ctx.now().getTime());
  await ctx.tx.insert(addresses).values({ id, customerId: customer.id, ...form.address });
  return id;
}

/** Of a thousand million references one may be taken: then the next one that follows from the order's id. */
const attempts = 5;

async function insertOrder(
  ctx: WriteContext,
  input: Input,
  customer: FoundCustomer,
  form: BookingForm,
  addressId: string | null,
): Promise<string> {
  const { orderId: id, deviceId, faultId, serviceCenterId, method } = input;
  const at = ctx.now();
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const reference = orderReference(createHash("sha256").update(`${id}:${attempt}`).digest());
    const inserted = await ctx.tx
      .insert(workOrders)
      .values({
        id,
        reference,
        version: 1,
        status: "booked",
        customerId: customer.id,
        deviceModelId: deviceId,
        faultId,
        serviceCenterId,
        method,
        slotStart: new Date(input.start),
        slotEnd: new Date(input.end),
        promisedBy: new Date(input.promisedBy),
        addressId,
        description: form.description === undefined ? null : sealText(customer.dataKey, form.description),
        contact: sealText(customer.dataKey, JSON.stringify(form.contact)),
        estimateLowMinor: input.low.amountMinor,
        estimateHighMinor: input.high.amountMinor,
        currency: input.low.currency,
        part: input.part,
        depositMinor: input.deposit?.amountMinor ?? null,
        trackingHash: tokenHash(trackingToken(id, 1)),
        createdAt: at,
        updatedAt: at,
      })
      .onConflictDoNothing({ target: workOrders.reference })
      .returning({ reference: workOrders.reference });
    if (inserted.length > 0) return reference;
  }
  throw new Error("no reference was free");
}
