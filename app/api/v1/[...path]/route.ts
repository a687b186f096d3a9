import { callerOf } from "@/server/platform/auth/caller";
import { cacheRuleHeader } from "@/server/platform/auth/edge-headers";
import { revalidated } from "@/server/platform/edge/etag";
import { withCacheControl } from "@/server/platform/edge/lookups";
import { door } from "../door";

async function handle(
  request: Request,
  { params }: { params: Promise<{ path: string[] }> },
): Promise<Response> {
  const { path } = await params;
  const address = `/${path.map(encodeURIComponent).join("/")}`;
  const answer = await door.handle(request, address, await callerOf(request.headers));
  return revalidated(request, withCacheControl(answer, request.headers.get(cacheRuleHeader)));
}

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
