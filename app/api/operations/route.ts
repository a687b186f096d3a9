import { connection } from "next/server";
import { callerOf } from "@/server/platform/auth/caller";
import { operationsOverview } from "@/server/platform/operations/overview";
import { isFromAnotherSite } from "@/server/platform/origin";
import { adminOnly } from "@/server/platform/policy";
import { refusalOf } from "@/server/platform/trpc";
import { callContext } from "@/server/routers/contexts";

const headers = { "cache-control": "private, no-store" };
const statuses: Record<string, number> = { not_signed_in: 401, not_allowed: 403 };

/** The operations page's facts, for admins: the portal's own and every context's, each as far as it answers. */
export async function GET(request: Request): Promise<Response> {
  await connection();
  if (isFromAnotherSite(request.headers)) return new Response(null, { status: 403, headers });
  try {
    const caller = await callerOf(request.headers);
    adminOnly(caller.actor);
    const { contexts, now } = callContext(caller);
    return Response.json(await operationsOverview(contexts, now()), { headers });
  } catch (error) {
    const { code } = refusalOf(error);
    return Response.json({ code }, { status: statuses[code] ?? 503, headers });
  }
}
