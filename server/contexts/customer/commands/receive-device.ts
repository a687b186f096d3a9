import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { checkIns, photos } from "@/db/schema/customer";
import { actorName, requireRole } from "@/server/kernel/actor";
import { DomainError } from "@/server/kernel/errors";
import { lengthOf, lineOf, paragraphsOf } from "@/server/kernel/text";
import type { Call, WriteContext } from "@/server/platform/call";
import { writing } from "@/server/platform/verb";
import {
  type ChangedOrder,
  changedOrderSchema,
  changeOrder,
  orderChangeInput,
  sayingWhoChangedIt,
} from "../adapters/change-order";
import { changeCustody } from "../adapters/custody";
import { sealText } from "../adapters/customer-vault";
import { tellOfStatus } from "../adapters/tell-customer";
import { accessories } from "../domain/accessories";
import { moves } from "../domain/transitions";

const conditionMost = 4_000;

export const receiveDeviceInput = orderChangeInput.extend({
  /** What the device looks like, in the words of the desk. */
  condition: z
    .string()
    .transform(paragraphsOf)
    .refine((text) => text !== ""),
  accessories: z.array(z.enum(accessories)).max(accessories.length),
  serial: z.string().max(200).transform(lineOf).optional(),
  photoIds: z.array(z.uuid()).max(20),
  /** Takes the device in without enough photos; a manager answers for it. */
  waivePhotos: z.boolean().optional(),
});
export const receiveDeviceOutput = changedOrderSchema;
type Input = z.infer<typeof receiveDeviceInput>;

/** Takes a device in: its condition, what came with it, photos of both. Custody is the centre's from here on. */
export const receiveDevice = sayingWhoChangedIt(writing(receiveOnce));

async function receiveOnce({ ctx, input }: Call<WriteContext, Input>): Promise<ChangedOrder> {
  const length = lengthOf(input.condition);
  if (length > conditionMost) {
    throw new DomainError("text_too_long", { field: "condition", limit: conditionMost, length });
  }
  const kinds = accessories.filter((kind) => input.accessories.includes(kind));
  const { changed, found } = await changeOrder(ctx, input, moves.receive.roles, async ({ order }) => {
    if (input.waivePhotos) requireRole(ctx.actor, ["manager"], order.serviceCenterId);
    return {
      kind: "receive",
      accessories: kinds,
      photos: await photosOfOrder(ctx.tx, input),
      photosWaivedBy: input.waivePhotos ? actorName(ctx.actor) : null,
    };
  });
  const { dataKey } = found.customer;
  await ctx.tx.insert(checkIns).values({
    workOrderId: input.id,
    condition: sealText(dataKey, input.condition),
    accessories: kinds,
    serial: input.serial ? sealText(dataKey, input.serial) : null,
    photosWaivedBy: input.waivePhotos ? actorName(ctx.actor) : null,
    receivedAt: ctx.now(),
    receivedBy: actorName(ctx.actor),
  });
  await changeCustody(ctx, changed, found.order.serviceCenterId, { holder: "centre", unpaidBy: null });
  await tellOfStatus(ctx, found, changed.status);
  return changed;
}

/** How many of the named photos are this order's; one that isn't refuses them all. */
async function photosOfOrder(tx: Tx, { id, photoIds }: Input): Promise<number> {
  const named = [...new Set(photoIds)];
  if (named.length === 0) return 0;
  const found = await tx
    .select({ id: photos.id })
    .from(photos)
    .where(and(eq(photos.workOrderId, id), inArray(photos.id, named)));
  if (found.length !== named.length) throw new DomainError("not_found", { what: "photo" });
  return found.length;
}
