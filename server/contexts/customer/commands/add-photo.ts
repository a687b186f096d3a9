import { count, eq } from "drizzle-orm";
import { z } from "zod";
import { photos, workOrders } from "@/db/schema/customer";
import { actorName } from "@/server/kernel/actor";
import { DomainError } from "@/server/kernel/errors";
import type { Call, VerbContext, WriteContext } from "@/server/platform/call";
import { seal, unwrapKey } from "@/server/platform/crypto";
import { appendEvents } from "@/server/platform/events";
import { files } from "@/server/platform/files";
import { inTransaction } from "@/server/platform/verb";
import { cleanPhoto, photoBytesMost } from "../adapters/photo-bytes";
import { staffOrder } from "../adapters/staff-order";
import { type PhotoAdded, workOrderStream } from "../contract/work-order-events";

const photosMost = 40;

export const addPhotoInput = z.object({
  workOrderId: z.uuid(),
  /** Chosen by whoever sends the photo, so that sending it again adds nothing. */
  photoId: z.uuid(),
  /** Base64, so that the verb travels as JSON. The largest photo and one byte more, to say why it is refused. */
  content: z.base64().max(Math.ceil((photoBytesMost + 1) / 3) * 4),
});
export const addPhotoOutput = z.object({ photoId: z.uuid(), bytes: z.number().int() });
type Input = z.infer<typeof addPhotoInput>;
type Output = z.infer<typeof addPhotoOutput>;

/** Puts a photo to an order: cleaned of everything but the picture, encrypted with the customer's key. */
export async function addPhoto({ ctx, input }: Call<VerbContext, Input>): Promise<Output> {
  const { workOrderId, photoId } = input;
  const { customer, before } = await inTransaction(ctx, (inside) => mayBeAdded(inside, input));
  if (before !== undefined) return { photoId, bytes: before };
  const picture = await cleanPhoto(Buffer.from(input.content, "base64"));
  const fileKey = `photos/${workOrderId}/${photoId}`;
  await files().put(fileKey, seal(unwrapKey(customer.dataKey), picture));
  await inTransaction(ctx, async (inside) => {
    const { before: meanwhile } = await mayBeAdded(inside, input);
    if (meanwhile === undefined) await writeDown(inside, input, fileKey, picture.byteLength);
  });
  return { photoId, bytes: picture.byteLength };
}

/** Checks who asks and how many there are. `before`: the photo is there already, of so many bytes. */
async function mayBeAdded(ctx: WriteContext, { workOrderId, photoId }: Input) {
  const { customer } = await staffOrder(ctx.tx, ctx.actor, workOrderId);
  const [same] = await ctx.tx.select().from(photos).where(eq(photos.id, photoId));
  if (same !== undefined && same.workOrderId !== workOrderId) throw new DomainError("conflict");
  const [taken] = await ctx.tx
    .select({ photos: count() })
    .from(photos)
    .where(eq(photos.workOrderId, workOrderId));
  if (same === undefined && (taken?.photos ?? 0) >= photosMost) {
    throw new DomainError("conflict", { limit: photosMost });
  }
  return { customer, before: same?.bytes };
}

async function writeDown(ctx: WriteContext, { workOrderId, photoId }: Input, fileKey: string, bytes: number) {
  const at = ctx.now();
  await ctx.tx.insert(photos).values({
    id: photoId,
    workOrderId,
    fileKey,
    contentType: "image/jpeg",
    bytes,
    takenAt: at,
    takenBy: actorName(ctx.actor),
  });
  const added: PhotoAdded = { type: "work_order.photo_added.v1", data: { photoId } };
  const version = await appendEvents(ctx, workOrderStream(workOrderId), [added]);
  await ctx.tx.update(workOrders).set({ version, updatedAt: at }).where(eq(workOrders.id, workOrderId));
}
