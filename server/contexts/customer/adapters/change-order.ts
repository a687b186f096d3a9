import { z } from "zod";
import type { Role } from "@/server/kernel/actor";
import { DomainError, type ErrorDetails } from "@/server/kernel/errors";
import type { Call, VerbContext, WriteContext } from "@/server/platform/call";
import { readStream } from "@/server/platform/events";
import { colleagueNames } from "@/server/platform/people";
import { inTransaction } from "@/server/platform/verb";
import { type WorkOrderEvent, workOrderStream } from "../contract/work-order-events";
import { workOrderStatuses } from "../domain/transitions";
import { decide, type WorkOrderCommand } from "../domain/work-order";
import { type StaffOrder, staffOrder } from "./staff-order";
import { type LoadedWorkOrder, loadWorkOrder, recordWorkOrderEvents } from "./work-order-store";

/** Which order a person changes, and which of its versions they had before their eyes. */
export const orderChangeInput = z.object({ id: z.uuid(), expectedVersion: z.number().int().min(1) });
type OrderChange = z.infer<typeof orderChangeInput>;

export const changedOrderSchema = z.object({
  id: z.uuid(),
  status: z.enum(workOrderStatuses),
  version: z.number().int(),
});
export type ChangedOrder = z.infer<typeof changedOrderSchema>;

/**
 * Decides a command of a member of staff on an order and records what follows. What happened to the order since the
 * expected version refuses it with `version_conflict`; new messages and photos don't.
 */
export async function changeOrder(
  ctx: WriteContext,
  { id, expectedVersion }: OrderChange,
  roles: readonly Role[],
  command: WorkOrderCommand | ((found: StaffOrder) => Promise<WorkOrderCommand>),
): Promise<{ changed: ChangedOrder; found: StaffOrder; events: WorkOrderEvent[] }> {
  const { found, loaded } = await orderAsSeen(ctx, { id, expectedVersion }, roles);
  const decided = typeof command === "function" ? await command(found) : command;
  const events = decide(decided, loaded.order);
  const after = events.length === 0 ? loaded.order : await recordWorkOrderEvents(ctx, id, loaded, events);
  if (after.status === "none") throw new DomainError("not_found");
  const version = loaded.streamVersion + events.length;
  return { changed: { id, status: after.status, version }, found, events };
}

/** The order, unless something happened to it since the version that the person had before their eyes. */
export async function orderAsSeen(
  ctx: Pick<WriteContext, "tx" | "actor">,
  { id, expectedVersion }: OrderChange,
  roles: readonly Role[],
): Promise<{ found: StaffOrder; loaded: LoadedWorkOrder }> {
  const found = await staffOrder(ctx.tx, ctx.actor, id, roles);
  const loaded = await loadWorkOrder(ctx.tx, id);
  if (expectedVersion < loaded.lifeVersion || expectedVersion > loaded.streamVersion) {
    throw new DomainError("version_conflict");
  }
  return { found, loaded };
}

/** Wraps a change so that a stale version says who changed the order meanwhile, and when. */
export function sayingWhoChangedIt<Input extends { id: string }, Output>(
  change: (call: Call<VerbContext, Input>) => Promise<Output>,
) {
  return async (call: Call<VerbContext, Input>): Promise<Output> => {
    try {
      return await change(call);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== "version_conflict") throw error;
      throw new DomainError("version_conflict", await lastChange(call.ctx, call.input.id), error);
    }
  };
}

/** `changedBy` is a colleague's name, or what kind of actor it was; `changedAt` an instant. */
async function lastChange(ctx: VerbContext, id: string): Promise<ErrorDetails> {
  const stream = await inTransaction(ctx, ({ tx }) => readStream(tx, "customer", workOrderStream(id)));
  const last = stream.at(-1);
  if (last === undefined) return {};
  const names = await colleagueNames([last.actor]);
  return {
    changedBy: names.get(last.actor) ?? "",
    changedByKind: last.actor.split(":")[0] ?? "",
    changedAt: last.recordedAt,
    version: last.version,
  };
}
