import { gunzipSync } from "node:zlib";
import { callerOf } from "@/server/platform/auth/caller";
import { encodedBodyHeader } from "@/server/rest/encoded-body";
import { problem } from "@/server/rest/problem";
import { type Contexts, contextsFor } from "@/server/routers/contexts";

/** An address that names the revision means these bytes for ever; any other has to ask whether they still hold. */
const forThisRevision = "public, max-age=86400, s-maxage=604800, immutable";
const askFirst = "public, no-cache";

type Query = Parameters<Contexts["location"]["coverage"]["tile"]["query"]>[0];
type Tile = { z: string; x: string; y: string };

/** `/api/tiles/coverage/{z}/{x}/{y}.mvt`: coverage as vector tiles, revalidated by coverage's revision. */
export async function GET(request: Request, { params }: { params: Promise<Tile> }): Promise<Response> {
  const caller = await callerOf(request.headers);
  try {
    const { z, x, y } = await params;
    const { searchParams } = new URL(request.url);
    const method = searchParams.get("method");
    const known = /"coverage-(\d+)"/.exec(request.headers.get("if-none-match") ?? "")?.[1];
    const tile = await contextsFor(caller).location.coverage.tile.query({
      z: Number(z),
      x: Number(x),
      y: Number(y.replace(/\.mvt$/, "")),
      // The verb checks it.
      ...(method === null ? {} : { method: method as Query["method"] }),
      ...(known === undefined ? {} : { knownRevision: Number(known) }),
    });
    const headers = new Headers({
      etag: `"coverage-${tile.revision}"`,
      "cache-control": searchParams.get("r") === String(tile.revision) ? forThisRevision : askFirst,
      "cache-tag": "coverage",
      vary: "accept-encoding",
      "x-correlation-id": caller.correlationId,
    });
    if (tile.mvtGzipBase64 === null) return new Response(null, { status: 304, headers });
    if (tile.mvtGzipBase64 === "") return new Response(null, { status: 204, headers });
    return withBody(Buffer.from(tile.mvtGzipBase64, "base64"), headers, request);
  } catch (error) {
    return problem(error, caller.correlationId, caller.locale);
  }
}

function withBody(gzipped: Uint8Array<ArrayBuffer>, headers: Headers, request: Request): Response {
  headers.set("content-type", "application/vnd.mapbox-vector-tile");
  if (request.headers.get(encodedBodyHeader) !== "gzip") {
    return new Response(new Uint8Array(gunzipSync(gzipped)), { headers });
  }
  headers.set(encodedBodyHeader, "gzip");
  return new Response(gzipped, { headers });
}
