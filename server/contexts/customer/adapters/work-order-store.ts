import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { customerLog, workOrders } from "@/db/schema/customer";
import type { WriteContext } from "@/server/platform/call";
import { appendEvents, readStream, type StoredEvent } from "@/server/platform/events";
import {
  type DepositNoted,
  type MessageWritten,
  type PartNoted,
  type PhotoAdded,
  type WorkOrderEvent,
  workOrderStream,
} from "../contract/work-order-events";
import { isClosed } from "../domain/transitions";
import { evolve, noWorkOrder, type WorkOrder } from "../domain/work-order";

/** A work order as its stream tells it, with the stream's version: messages count there, not in the order's life. */
export interface LoadedWorkOrder {
  order: WorkOrder;
  streamVersion: number;
  /** The version of the last event of its life. */
  lifeVersion: number;
}

const besideItsLife: readonly string[] = [
  "work_order.message_written.v1",
  "work_order.photo_added.v1",
  "work_order.part_noted.v1",
  "work_order.deposit_noted.v1",
] satisfies (MessageWritten | PhotoAdded | PartNoted | DepositNoted)["type"][];

/**
 * The order as nobody else changes it until this transaction ends: for who should not hear of a version, but of what
 * came first.
 */
export async function loadWorkOrderInTurn(tx: Tx, workOrderId: string): Promise<LoadedWorkOrder> {
  const { streams } = customerLog;
  const stream = workOrderStream(workOrderId);
  await tx.select({ id: streams.streamId }).from(streams).where(eq(streams.streamId, stream)).for("update");
  return loadWorkOrder(tx, workOrderId);
}

export async function loadWorkOrder(tx: Tx, workOrderId: string): Promise<LoadedWorkOrder> {
  return workOrderTold(await readStream(tx, "customer", workOrderStream(workOrderId)));
}

/** The order as the events of its stream tell it. */
export function workOrderTold(stored: readonly StoredEvent[]): LoadedWorkOrder {
  const life = stored.filter((event) => !besideItsLife.includes(event.type));
  return {
    // What is not beside its life was written by decide().
    order: (life as unknown as WorkOrderEvent[]).reduce(evolve, noWorkOrder),
    streamVersion: stored.at(-1)?.version ?? 0,
    lifeVersion: life.at(-1)?.version ?? 0,
  };
}

/**
 * Appends what was decided and moves the order's row on, in one transaction; refuses with `version_conflict` when
 * the stream moved on since it was loaded. Answers with the order as it is now.
 */
export async function recordWorkOrderEvents(
  ctx: WriteContext,
  workOrderId: string,
  loaded: LoadedWorkOrder,
  events: readonly WorkOrderEvent[],
): Promise<WorkOrder> {
  const version = await appendEvents(ctx, workOrderStream(workOrderId), events, loaded.streamVersion);
  const order = events.reduce(evolve, loaded.order);
  if (order.status === "none") return order;
  const at = ctx.now();
  await ctx.tx
    .update(workOrders)
    .set({
      status: order.status,
      version,
      slotStart: new Date(order.slotStart),
      slotEnd: new Date(order.slotEnd),
      promisedBy: new Date(order.promisedBy),
      closedAt: isClosed(order.status) ? at : null,
      updatedAt: at,
    })
    .where(eq(workOrders.id, workOrderId));
  return order;
}
