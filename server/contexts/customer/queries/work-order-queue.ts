import { z } from "zod";
import { centersOf, requireRole } from "@/server/kernel/actor";
import { DomainError } from "@/server/kernel/errors";
import type { Call, ReadContext } from "@/server/platform/call";
import { feedEnd } from "@/server/platform/events";
import { belongsTo, queueFigures, queueViews } from "../adapters/queue-figures";
import { readQueue } from "../adapters/queue-rows";
import { orderRoles } from "../adapters/staff-order";
import { clockOf, workOrderStatuses } from "../domain/transitions";
import { textIn } from "../domain/translated";

const methods = ["drop_off", "pickup", "on_site", "mail_in"] as const;
const cursorShape = /^(infinity|\d{1,15})_([0-9a-f-]{36})$/;

export const workOrderQueueInput = z.object({
  /** One centre; without it all that the actor works in. */
  serviceCenterId: z.string().max(80).optional(),
  statuses: z.array(z.enum(workOrderStatuses)).max(workOrderStatuses.length).optional(),
  method: z.enum(methods).optional(),
  /** What one of the figures counts. */
  view: z.enum(queueViews).optional(),
  cursor: z.string().regex(cursorShape).nullish(),
  limit: z.number().int().min(1).max(100).default(50),
});

const figuresSchema = z.object({
  /** Promise broken, and not by the customer's waiting. */
  late: z.number().int(),
  /** Bookings for today, by the clock of their centre, not here yet. */
  arriving: z.number().int(),
  /** Waiting for the customer or a supplier. */
  waiting: z.number().int(),
});

const queueRowSchema = z.object({
  id: z.uuid(),
  reference: z.string(),
  status: z.enum(workOrderStatuses),
  clock: z.enum(["us", "customer", "supplier", "none"]),
  customerName: z.string(),
  device: z.object({ name: z.string(), kind: z.string() }),
  fault: z.string(),
  method: z.enum(methods),
  slotStart: z.string(),
  promisedBy: z.string(),
  /** When the order breaks its word next; null when it can't any more. */
  nextBreach: z.string().nullable(),
  center: z.object({ id: z.string(), name: z.string(), timeZone: z.string() }),
  unread: z.number().int(),
  version: z.number().int(),
});

export const workOrderQueueOutput = z.object({
  orders: z.array(queueRowSchema),
  nextCursor: z.string().nullable(),
  /** How many open orders of these centres stand in each status, whatever else is filtered. */
  counts: z.partialRecord(z.enum(workOrderStatuses), z.number().int()),
  figures: figuresSchema,
  /** Where the feed stood: live changes follow from here. */
  feedOffset: z.number().int(),
});
type Output = z.infer<typeof workOrderQueueOutput>;

/** Open orders of the centres that the actor may see, those that break their word next first. */
export async function workOrderQueue({
  ctx,
  input,
}: Call<ReadContext, z.infer<typeof workOrderQueueInput>>): Promise<Output> {
  if (input.serviceCenterId !== undefined) requireRole(ctx.actor, orderRoles, input.serviceCenterId);
  const centers =
    input.serviceCenterId === undefined ? centersOf(ctx.actor, orderRoles) : [input.serviceCenterId];
  // The offset first: what happens while we read comes again, and nothing is missed.
  const feedOffset = await feedEnd(ctx.tx, ctx.context);
  const now = ctx.now();
  const also = input.view === undefined ? undefined : belongsTo(input.view, now);
  const found = await readQueue(ctx.tx, { ...input, also, centers, after: parseCursor(input.cursor) });
  const shown = found.slice(0, input.limit);
  const last = found.length > input.limit ? shown.at(-1) : undefined;
  return {
    orders: shown.map(({ faultNames, ...row }) => ({
      ...row,
      clock: clockOf(row.status),
      fault: textIn(faultNames ?? {}, ctx.locale),
    })),
    nextCursor: last === undefined ? null : cursorOf(last),
    ...(await queueFigures(ctx.tx, centers, now)),
    feedOffset,
  };
}

function cursorOf({ nextBreach, id }: { nextBreach: string | null; id: string }): string {
  return `${nextBreach === null ? "infinity" : Date.parse(nextBreach)}_${id}`;
}

function parseCursor(
  cursor: string | null | undefined,
): { breach: Date | "infinity"; id: string } | undefined {
  if (cursor === undefined || cursor === null) return undefined;
  const [, breach = "", id = ""] = cursorShape.exec(cursor) ?? [];
  if (!z.uuid().safeParse(id).success) throw new DomainError("invalid_input");
  return { breach: breach === "infinity" ? breach : new Date(Number(breach)), id };
}
