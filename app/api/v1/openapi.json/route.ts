import { revalidated } from "@/server/platform/edge/etag";
import { openApiDocument } from "@/server/rest/openapi";
import { door } from "../door";

export function GET(request: Request): Promise<Response> {
  const headers = { "cache-control": "public, max-age=300, s-maxage=3600", "cache-tag": "openapi" };
  return revalidated(request, Response.json(openApiDocument(door.operations), { headers }));
}
