import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { callerOf } from "@/server/platform/auth/caller";
import { isFromAnotherSite } from "@/server/platform/origin";
import { appRouter } from "@/server/routers/_app";
import { callContext } from "@/server/routers/contexts";

/** The portal's own door: calls in batches, live updates over SSE. */
async function handle(request: Request): Promise<Response> {
  if (isFromAnotherSite(request.headers)) return new Response(null, { status: 403 });
  const answer = await fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext: async () => callContext(await callerOf(request.headers)),
  });
  // Answers may carry a person's data; a proxy must neither keep them nor hold back or pack a live stream. tRPC
  // would add these to its own, and nginx takes "no, no" for another word than "no".
  const live = answer.headers.get("content-type") === "text/event-stream";
  answer.headers.set("cache-control", live ? "private, no-store, no-transform" : "private, no-store");
  answer.headers.set("x-accel-buffering", "no");
  return answer;
}

export { handle as GET, handle as POST };
