import { z } from "zod";
import { database } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { uuidV7 } from "@/server/kernel/ids";
import type { Call, VerbContext } from "@/server/platform/call";
import { runSaga, type Saga } from "@/server/platform/sagas";
import { orderBehindLink, type TrackedOrder, tokenSchema } from "../adapters/tracked-order";
import type { Rescheduling } from "../contract/rescheduling";
import { customerMay } from "../domain/customer-actions";
import { previewEstimate } from "../queries/preview-estimate";

export const rescheduleTrackedInput = z.object({ token: tokenSchema, holdId: z.uuid() });
export const rescheduleTrackedOutput = z.object({
  reference: z.string(),
  slot: z.object({ start: z.string(), end: z.string() }),
  promisedBy: z.string(),
});

type Input = z.infer<typeof rescheduleTrackedInput>;
type Output = z.infer<typeof rescheduleTrackedOutput>;

/**
 * Moves a booking to a held slot of the same centre and method, through its tracking link. Refuses with
 * `deadline_passed`, `transition_not_allowed`, `slot_not_offered`, `hold_expired`, `order_being_rescheduled` and what
 * a link refuses. A move that stands already, its answer lost, is answered as made.
 */
export function rescheduleTracked(saga: Saga<Rescheduling>) {
  return async ({ ctx, input }: Call<VerbContext, Input>): Promise<Output> => {
    const { reference, wanted } = await runSaga(ctx, saga, () => begin(ctx, input), input);
    return {
      reference,
      slot: { start: wanted.start, end: wanted.end },
      promisedBy: wanted.promisedBy,
    };
  };
}

async function begin(ctx: VerbContext, { token, holdId }: Input): Promise<Rescheduling> {
  const db = await database("customer");
  const { order } = await db.read((tx) => orderBehindLink(tx, token, ctx.now()));
  customerMay("reschedule", order, ctx.now());
  const held = await ctx.contexts.location.slots.held.query({ holdId, orderId: order.id });
  if (held.serviceCenterId !== order.serviceCenterId || held.method !== order.method) {
    throw new DomainError("slot_not_offered", { reason: "another_centre_or_method" });
  }
  return {
    reschedulingId: uuidV7(ctx.now().getTime()),
    orderId: order.id,
    holdId,
    reference: order.reference,
    wanted: { start: held.start, end: held.end, promisedBy: await promiseFor(ctx, order, held.start) },
    before: {
      start: order.slotStart.toISOString(),
      end: order.slotEnd.toISOString(),
      promisedBy: order.promisedBy.toISOString(),
    },
  };
}

/** By when the device is ready if it comes then; what was promised already where it comes then anyway. */
async function promiseFor(ctx: VerbContext, order: TrackedOrder["order"], start: string): Promise<string> {
  if (order.slotStart.getTime() === Date.parse(start)) return order.promisedBy.toISOString();
  const { deviceModelId: deviceId, faultId, serviceCenterId, method } = order;
  const { readyBy } = await previewEstimate({
    ctx,
    input: { deviceId, faultId, serviceCenterId, method, start },
  });
  return readyBy.p90;
}
