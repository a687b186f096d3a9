import { callerOf } from "@/server/platform/auth/caller";
import { isFromAnotherSite } from "@/server/platform/origin";
import { problem } from "@/server/rest/problem";
import { contextsFor } from "@/server/routers/contexts";

interface Address {
  params: Promise<{ id: string; photoId: string }>;
}

/**
 * Takes a photo as its plain bytes. The sender chooses the photo's id, so sending it again adds nothing. Who may,
 * and what a photo is, is the verb's to say.
 */
export async function PUT(request: Request, { params }: Address): Promise<Response> {
  if (isFromAnotherSite(request.headers)) return new Response(null, { status: 403 });
  const [{ id, photoId }, caller] = await Promise.all([params, callerOf(request.headers)]);
  try {
    const content = Buffer.from(await request.arrayBuffer()).toString("base64");
    const { customer } = contextsFor(caller);
    const photo = await customer.photos.add.mutate({ workOrderId: id, photoId, content });
    return Response.json(photo, { headers: { "cache-control": "private, no-store" } });
  } catch (error) {
    return problem(error, caller.correlationId, caller.locale);
  }
}

/** A photo of an order, decrypted for whoever may see it and kept by no cache. */
export async function GET(request: Request, { params }: Address): Promise<Response> {
  const [{ id, photoId }, caller] = await Promise.all([params, callerOf(request.headers)]);
  try {
    const { customer } = contextsFor(caller);
    const { contentType, content } = await customer.photos.read.query({ workOrderId: id, photoId });
    return new Response(Buffer.from(content, "base64"), {
      headers: {
        "content-type": contentType,
        "cache-control": "private, no-store",
        "content-security-policy": "default-src 'none'; sandbox",
        "cross-origin-resource-policy": "same-origin",
      },
    });
  } catch (error) {
    return problem(error, caller.correlationId, caller.locale);
  }
}
