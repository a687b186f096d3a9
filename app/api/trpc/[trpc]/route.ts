import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { callerOf } from "@/server/platform/auth/caller";
import { isFromAnotherSite } from "@/server/platform/origin";
import { appRouter } from "@/server/routers/_app";
import { callContext } from "@/server/routers/contexts";

/** The portal's own door: calls in batches, live updates over SSE. */
async function handle(request: Request): Promise<Response> {
  if (isFromAnotherSite(request.headers)) return new Response(null, { status: 403 });
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext: async () => callContext(await callerOf(request.headers)),
    responseMeta: () => ({
      // Answers may carry a person's data; a proxy must neither keep them nor hold back a live stream.
      headers: new Headers({ "cache-control": "private, no-store", "x-accel-buffering": "no" }),
    }),
  });
}

export { handle as GET, handle as POST };
