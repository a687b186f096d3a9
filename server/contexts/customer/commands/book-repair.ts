import { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { uuidV7 } from "@/server/kernel/ids";
import { moneySchema } from "@/server/kernel/money";
import { referenceIdSchema } from "@/server/kernel/text";
import type { Call, VerbContext } from "@/server/platform/call";
import { runSaga, type Saga } from "@/server/platform/sagas";
import { sealForm } from "../adapters/sealed-form";
import { trackingToken, trackingUrl } from "../adapters/tracking-link";
import type { Booking } from "../contract/booking";
import {
  addressIsGivenWhereSomeoneComes,
  addressSchema,
  type BookingForm,
  contactSchema,
  longText,
} from "../domain/booking-form";
import { previewEstimate } from "../queries/preview-estimate";

export const bookRepairInput = z.object({
  holdId: z.uuid(),
  deviceId: referenceIdSchema,
  faultId: referenceIdSchema,
  description: z.string().optional(),
  contact: contactSchema,
  address: addressSchema.optional(),
});
export const bookRepairOutput = z.object({
  reference: z.string(),
  trackingUrl: z.string(),
  trackingToken: z.string(),
  status: z.literal("booked"),
  serviceCenterId: z.string(),
  method: z.string(),
  slot: z.object({ start: z.string(), end: z.string() }),
  promisedBy: z.string(),
  /** Asked for in advance; how to pay it stands on the tracking page. */
  deposit: z
    .object({ amount: moneySchema, status: z.enum(["requested", "captured", "declined", "later"]) })
    .optional(),
  estimate: z.object({ low: moneySchema, high: moneySchema, includesVat: z.literal(true) }),
});

type Input = z.output<typeof bookRepairInput>;
type Output = z.infer<typeof bookRepairOutput>;

/**
 * Books a repair on a held slot, by the saga it is given: the slot and the order, or neither. Refuses with
 * `hold_expired`, `hold_not_found`, `address_required`, `text_too_long` and what an estimate refuses.
 */
export function bookRepair(saga: Saga<Booking>) {
  return async ({ ctx, input }: Call<VerbContext, Input>): Promise<Output> => {
    const booking = await runSaga(ctx, saga, () => beginBooking(ctx, input), input);
    if (booking.reference === undefined) throw new Error("the booking ended without a reference");
    const token = trackingToken(booking.orderId, 1);
    return {
      reference: booking.reference,
      trackingUrl: trackingUrl(token, booking.locale),
      trackingToken: token,
      status: "booked",
      serviceCenterId: booking.serviceCenterId,
      method: booking.method,
      slot: { start: booking.start, end: booking.end },
      promisedBy: booking.promisedBy,
      ...(booking.deposit === null
        ? {}
        : { deposit: { amount: booking.deposit, status: booking.depositStatus ?? "later" } }),
      estimate: { low: booking.low, high: booking.high, includesVat: true },
    };
  };
}

/** Everything that can be refused without touching the hold is refused here, so that the person keeps it. */
async function beginBooking(ctx: VerbContext, input: Input): Promise<Booking> {
  const { holdId, deviceId, faultId, contact, address } = input;
  const description = longText("description", input.description ?? "");
  const held = await ctx.contexts.location.slots.held.query({ holdId });
  addressIsGivenWhereSomeoneComes(held.method, address);
  const { serviceCenterId, method, start, end } = held;
  const question = { deviceId, faultId, serviceCenterId, method, start };
  const estimate = await previewEstimate({ ctx, input: question });
  if (estimate.low.currency !== estimate.high.currency) throw new DomainError("price_unknown");
  const form: BookingForm = { contact, address, description: description === "" ? undefined : description };
  return {
    orderId: uuidV7(ctx.now().getTime()),
    holdId,
    deviceId,
    faultId,
    serviceCenterId,
    method,
    start,
    end,
    promisedBy: estimate.readyBy.p90,
    low: estimate.low,
    high: estimate.high,
    locale: contact.locale,
    deposit: estimate.deposit,
    partIsNotHere: estimate.part === "network" || estimate.part === "ordered",
    sealedForm: sealForm(form),
  };
}
