import { NextRequest } from "next/server";
import { env } from "@/server/platform/env";
import { isFromAnotherSite } from "@/server/platform/origin";
import { localeOf } from "./caller";
import { authHandlers } from "./next-auth";
import { providers } from "./providers";

const { staffPassword, staffOidc, customerLink } = providers;

/** The whole of next-auth that is open: what isn't in this list doesn't exist here. */
const open = new Set([
  "GET csrf",
  `POST callback/${staffPassword}`,
  `POST callback/${customerLink}`,
  `POST signin/${staffOidc}`,
  `GET callback/${staffOidc}`,
  "POST signout",
]);

/** Answers `/api/auth/<action>`: sign in by password, link or identity provider, and out. */
export async function handleAuth(request: Request, action: string): Promise<Response> {
  const call = `${request.method} ${action}`;
  if (!open.has(call) || (action.endsWith(staffOidc) && env().oidc === undefined)) return refused(404);
  if (request.method === "POST" && isFromAnotherSite(request.headers)) return refused(403);
  const kind = action.endsWith(customerLink) ? "customer" : "staff";
  const handlers = authHandlers(kind, `/${localeOf(request.headers)}/sign-in/staff`);
  const handler = request.method === "POST" ? handlers.POST : handlers.GET;
  const answer = await handler(atOurOrigin(request));
  const headers = new Headers(answer.headers); // a redirect's own can't be changed
  headers.set("cache-control", "private, no-store");
  return new Response(answer.body, { status: answer.status, headers });
}

/** Redirects and cookies are made for the address we are known by, not for the host that a caller names. */
function atOurOrigin(request: Request): NextRequest {
  const { pathname, search } = new URL(request.url);
  return new NextRequest(new URL(`${pathname}${search}`, env().publicUrl), request);
}

function refused(status: 403 | 404): Response {
  return new Response(null, { status, headers: { "cache-control": "private, no-store" } });
}
