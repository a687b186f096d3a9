import { asc, eq } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { messages } from "@/db/schema/customer";
import { methodSchema } from "@/server/contexts/location/contract/methods";
import { money, moneySchema } from "@/server/kernel/money";
import type { Call, ReadContext, VerbContext } from "@/server/platform/call";
import { feedEnd, readStream } from "@/server/platform/events";
import { logger } from "@/server/platform/logger";
import { formatLocale, translator } from "@/server/platform/translate";
import { refusalOf } from "@/server/platform/trpc";
import { reading } from "@/server/platform/verb";
import { openText } from "../adapters/customer-vault";
import { depositOfOrder } from "../adapters/deposit-of-order";
import { orderBehindLink, type TrackedOrder, tokenSchema } from "../adapters/tracked-order";
import { type PartNote, partNotes, workOrderStream } from "../contract/work-order-events";
import { changeableUntil, customerActions } from "../domain/customer-actions";
import { orderDepositSchema } from "../domain/order-deposit";
import { type TimelineEntry, timelineOf } from "../domain/timeline";
import { workOrderStatuses } from "../domain/transitions";
import { textIn } from "../domain/translated";

export const trackOrderInput = z.object({ token: tokenSchema });
export const trackOrderOutput = z.object({
  reference: z.string(),
  status: z.enum(workOrderStatuses),
  promisedBy: z.string(),
  serviceCenter: z.object({
    id: z.string(),
    name: z.string(),
    street: z.string(),
    postcode: z.string(),
    city: z.string(),
    country: z.string(),
    phone: z.string(),
    timeZone: z.string(),
    lat: z.number(),
    lng: z.number(),
  }),
  device: z.object({ id: z.string(), brand: z.string(), model: z.string(), kind: z.string() }),
  fault: z.object({ id: z.string(), name: z.string() }),
  method: methodSchema,
  slot: z.object({ start: z.string(), end: z.string() }),
  timeline: z.array(
    z.object({
      at: z.string(),
      status: z.enum(workOrderStatuses),
      text: z.string(),
      /** Set where the promised date changed. */
      promisedBy: z.string().optional(),
    }),
  ),
  /** What was said it would cost, before anyone had seen the device. */
  estimate: z.object({ low: moneySchema, high: moneySchema, includesVat: z.literal(true) }),
  /** Where the part is that the repair needs; `later`: not asked yet. */
  part: z.enum(partNotes),
  /** What is asked for in advance and what became of it, also while Payment is away; absent when nothing is. */
  deposit: orderDepositSchema.optional(),
  /** What is to be paid now and what was paid; absent while Payment is away. */
  balance: z.object({ due: moneySchema, paid: moneySchema }).optional(),
  messages: z.array(
    z.object({
      id: z.string(),
      at: z.string(),
      direction: z.enum(["to_customer", "from_customer"]),
      body: z.string(),
    }),
  ),
  allowedActions: z.array(z.enum(["cancel", "reschedule", "write"])),
  /** Until when the booking can be cancelled or moved online, free of charge. */
  changeableUntil: z.string(),
  /** Where the feed of changes stood: `tracking.changes` from here on misses nothing. */
  feedOffset: z.number().int(),
});

type Input = z.infer<typeof trackOrderInput>;
type Output = z.infer<typeof trackOrderOutput>;

/** A repair as its customer sees it through the tracking link, in the caller's language. */
export async function trackOrder({ ctx, input }: Call<VerbContext, Input>): Promise<Output> {
  const { orderId, ...tracked } = await reading(readTracked)({ ctx, input });
  const balance = await balanceFor(ctx, orderId, tracked.estimate.low.currency);
  return balance === undefined ? tracked : { ...tracked, balance };
}

/** The page shows the repair whether or not Payment can be asked just now. */
async function balanceFor(
  ctx: VerbContext,
  orderId: string,
  currency: string,
): Promise<Output["balance"] | undefined> {
  try {
    const { due, paid } = await ctx.contexts.payment.balances.ofOrder.query({ orderId, currency });
    return { due, paid };
  } catch (error) {
    logger.warn({ orderId, refusal: refusalOf(error).code }, "a repair is shown without its balance");
    return undefined;
  }
}

async function readTracked({ ctx, input }: Call<ReadContext, Input>): Promise<Output & { orderId: string }> {
  const feedOffset = await feedEnd(ctx.tx, "customer");
  const tracked = await orderBehindLink(ctx.tx, input.token, ctx.now());
  const { order, center, device, faultNames } = tracked;
  const [stream, deposit] = await Promise.all([
    readStream(ctx.tx, "customer", workOrderStream(order.id)),
    depositOfOrder(ctx.tx, order),
  ]);
  return {
    orderId: order.id,
    reference: order.reference,
    status: order.status,
    promisedBy: order.promisedBy.toISOString(),
    serviceCenter: center,
    device: { id: device.id, brand: device.brand, model: device.model, kind: device.kind },
    fault: { id: order.faultId, name: textIn(faultNames, ctx.locale) },
    method: order.method,
    slot: { start: order.slotStart.toISOString(), end: order.slotEnd.toISOString() },
    timeline: timelineOf(stream).map((entry) => inWords(entry, ctx.locale, center.timeZone)),
    estimate: {
      low: money(order.estimateLowMinor, order.currency),
      high: money(order.estimateHighMinor, order.currency),
      includesVat: true,
    },
    // Written from this very type.
    part: order.part as PartNote,
    deposit,
    messages: await thread(ctx.tx, tracked),
    allowedActions: customerActions(order, ctx.now()),
    changeableUntil: changeableUntil(order).toISOString(),
    feedOffset,
  };
}

function inWords(entry: TimelineEntry, locale: string, timeZone: string): Output["timeline"][number] {
  const words = translator(locale, "tracking");
  const { at, status, promise, answer } = entry;
  if (answer !== undefined) return { at, status, text: words(`estimate.told.${answer}`) };
  if (promise === undefined) return { at, status, text: words(`status.${status}`) };
  const date = new Intl.DateTimeFormat(formatLocale(locale), {
    dateStyle: "full",
    timeStyle: "short",
    timeZone,
  }).format(new Date(promise.promisedBy));
  return { at, status, text: words(`promise.${promise.reason}`, { date }), promisedBy: promise.promisedBy };
}

async function thread(tx: Tx, { order, customer }: TrackedOrder): Promise<Output["messages"]> {
  const written = await tx
    .select()
    .from(messages)
    .where(eq(messages.workOrderId, order.id))
    .orderBy(asc(messages.writtenAt), asc(messages.id));
  return written.map(({ id, writtenAt, direction, body }) => ({
    id,
    at: writtenAt.toISOString(),
    direction,
    body: openText(customer.dataKey, body),
  }));
}
