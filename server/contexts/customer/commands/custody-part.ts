import { z } from "zod";
import { actorName, requireRole } from "@/server/kernel/actor";
import type { Call, VerbContext } from "@/server/platform/call";
import { abortPart, commitPart, preparePart } from "@/server/platform/two-phase/participant";
import { changeOrder } from "../adapters/change-order";
import { changeCustody } from "../adapters/custody";
import { tellOfStatus } from "../adapters/tell-customer";
import { moves } from "../domain/transitions";

const kind = "hand_over";
const part = z.object({ transactionId: z.uuid() });

export const prepareHandoverInput = part.extend({
  orderId: z.uuid(),
  expectedVersion: z.number().int().min(1),
  /** A manager lets the device go with something left to pay. */
  unpaid: z.boolean(),
});
export const endHandoverInput = part;
export const partOutput = z.object({ done: z.literal(true) });

type Done = z.infer<typeof partOutput>;

/**
 * Customer's part of a hand-over, up to where it can no longer be refused: the device is the customer's, the order is
 * handed over. It shows when it is committed, and is gone when it is aborted.
 */
export async function prepareHandover({
  ctx,
  input,
}: Call<VerbContext, z.infer<typeof prepareHandoverInput>>): Promise<Done> {
  const { transactionId, orderId: id, expectedVersion, unpaid } = input;
  await preparePart(ctx, transactionId, kind, async (inside) => {
    const { changed, found } = await changeOrder(inside, { id, expectedVersion }, moves.hand_over.roles, {
      kind: "move",
      move: "hand_over",
    });
    const { serviceCenterId } = found.order;
    if (unpaid) requireRole(inside.actor, ["manager"], serviceCenterId);
    const unpaidBy = unpaid ? actorName(inside.actor) : null;
    await changeCustody(inside, changed, serviceCenterId, { holder: "customer", unpaidBy });
    await tellOfStatus(inside, found, changed.status);
  });
  return { done: true };
}

export async function commitHandover({
  ctx,
  input,
}: Call<VerbContext, z.infer<typeof endHandoverInput>>): Promise<Done> {
  await commitPart(ctx, input.transactionId);
  return { done: true };
}

export async function abortHandover({
  ctx,
  input,
}: Call<VerbContext, z.infer<typeof endHandoverInput>>): Promise<Done> {
  await abortPart(ctx, input.transactionId, kind);
  return { done: true };
}
