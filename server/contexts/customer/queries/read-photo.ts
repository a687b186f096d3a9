import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { photos } from "@/db/schema/customer";
import { DomainError } from "@/server/kernel/errors";
import type { Call, VerbContext } from "@/server/platform/call";
import { unseal, unwrapKey } from "@/server/platform/crypto";
import { files } from "@/server/platform/files";
import { inTransaction } from "@/server/platform/verb";
import { staffOrder } from "../adapters/staff-order";

export const readPhotoInput = z.object({ workOrderId: z.uuid(), photoId: z.uuid() });
export const readPhotoOutput = z.object({ contentType: z.string(), content: z.base64() });

/** A photo of an order, for staff of its centre. */
export async function readPhoto({
  ctx,
  input,
}: Call<VerbContext, z.infer<typeof readPhotoInput>>): Promise<z.infer<typeof readPhotoOutput>> {
  const { photo, dataKey } = await inTransaction(ctx, async ({ tx }) => {
    const { customer } = await staffOrder(tx, ctx.actor, input.workOrderId);
    const [photo] = await tx
      .select()
      .from(photos)
      .where(and(eq(photos.id, input.photoId), eq(photos.workOrderId, input.workOrderId)));
    if (photo === undefined) throw new DomainError("not_found");
    return { photo, dataKey: customer.dataKey };
  });
  const sealed = await files().get(photo.fileKey);
  const content = unseal(unwrapKey(dataKey), sealed).toString("base64");
  return { contentType: photo.contentType, content };
}
