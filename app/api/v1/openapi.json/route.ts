import { openApiDocument } from "@/server/rest/openapi";
import { door } from "../door";

export function GET(): Response {
  return Response.json(openApiDocument(door.operations), { headers: { "cache-control": "public, max-age=300" } });
}
