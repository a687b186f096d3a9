import { type TrackedEnvelope, tracked } from "@trpc/server";
import { inArray } from "drizzle-orm";
import { z } from "zod";
import { database } from "@/db/client";
import { workOrders } from "@/db/schema/customer";
import { type Actor, centersOf, requireRole } from "@/server/kernel/actor";
import type { VerbContext } from "@/server/platform/call";
import type { FeedEvent } from "@/server/platform/events";
import { followFeed } from "@/server/platform/live-feed";
import { orderRoles } from "../adapters/staff-order";
import { isWorkOrderStream, workOrderOf } from "../contract/work-order-events";

export const workOrderChangesInput = z.object({
  serviceCenterId: z.string().max(80).optional(),
  /** The offset that the queue was read at. */
  after: z.number().int().min(0).optional(),
  /** Sent by the browser when it resumes: the last change it saw. */
  lastEventId: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
});

export interface WorkOrderChange {
  workOrderId: string;
  serviceCenterId: string;
  type: string;
  at: string;
  version: number;
}

/**
 * What happens to the orders that the actor may see, from the given point on and as it is committed. Ends when the
 * session is revoked or the centre is no longer the actor's.
 */
export async function* workOrderChanges({
  ctx,
  input,
  signal,
}: {
  ctx: VerbContext;
  input: z.infer<typeof workOrderChangesInput>;
  signal: AbortSignal | undefined;
}): AsyncGenerator<TrackedEnvelope<WorkOrderChange>> {
  const { serviceCenterId } = input;
  if (serviceCenterId !== undefined) requireRole(ctx.actor, orderRoles, serviceCenterId);
  let centers = centersFor(ctx.actor, serviceCenterId);
  const after = input.lastEventId === undefined ? input.after : Number(input.lastEventId);
  const mayGoOn = async (): Promise<boolean> => {
    const actor = (await ctx.actorNow?.()) ?? ctx.actor;
    centers = centersFor(actor, serviceCenterId);
    return centers === null || centers.length > 0;
  };
  for await (const events of followFeed("customer", { after, aborted: signal, mayGoOn })) {
    for (const { offset, change } of await changesAmong(events)) {
      if (centers?.includes(change.serviceCenterId) ?? true) yield tracked(String(offset), change);
    }
  }
}

/** The centres to tell of; null for all, none once the actor has lost them. */
function centersFor(actor: Actor, asked: string | undefined): readonly string[] | null {
  const held = centersOf(actor, orderRoles);
  if (asked === undefined) return held;
  return held === null || held.includes(asked) ? [asked] : [];
}

/** What an event tells, looked up once for all who follow: they share the feed's events. */
const told = new WeakMap<FeedEvent, Promise<WorkOrderChange | undefined>>();

async function changesAmong(
  events: readonly FeedEvent[],
): Promise<{ offset: number; change: WorkOrderChange }[]> {
  const ofOrders = events.filter(({ streamId }) => isWorkOrderStream(streamId));
  lookUp(ofOrders.filter((event) => !told.has(event)));
  const changes = await Promise.all(ofOrders.map((event) => told.get(event)));
  return ofOrders.flatMap(({ offset }, index) => {
    const change = changes[index];
    return change === undefined ? [] : [{ offset, change }];
  });
}

function lookUp(events: readonly FeedEvent[]): void {
  if (events.length === 0) return;
  const centers = centersOfOrders([...new Set(events.map(({ streamId }) => workOrderOf(streamId)))]);
  for (const event of events) {
    const change = centers.then((centerOf) => changeOf(event, centerOf));
    change.catch(() => told.delete(event));
    told.set(event, change);
  }
}

async function centersOfOrders(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const db = await database("customer");
  const found = await db.read((tx) =>
    tx
      .select({ id: workOrders.id, center: workOrders.serviceCenterId })
      .from(workOrders)
      .where(inArray(workOrders.id, [...ids])),
  );
  return new Map(found.map(({ id, center }) => [id, center]));
}

function changeOf(
  { streamId, type, recordedAt, version }: FeedEvent,
  centerOf: ReadonlyMap<string, string>,
): WorkOrderChange | undefined {
  const workOrderId = workOrderOf(streamId);
  const serviceCenterId = centerOf.get(workOrderId);
  if (serviceCenterId === undefined) return undefined;
  return { workOrderId, serviceCenterId, type, at: recordedAt, version };
}
