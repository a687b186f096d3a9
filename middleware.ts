import { type NextRequest, NextResponse } from "next/server";
import { localeCookie } from "@/i18n/locales";
import { negotiateLocale } from "@/i18n/negotiate";
import { nonceHeader, pathHeader } from "@/server/platform/auth/edge-headers";
import { signInPath } from "@/server/platform/auth/return-path";
import { sessionClaims } from "@/server/platform/auth/session-token";
import { contentSecurityPolicy, newNonce } from "@/server/platform/edge/csp";
import { edgeEnv } from "@/server/platform/edge/edge-env";
import { lookupCacheControl, refuseTooManyLookups } from "@/server/platform/edge/lookups";
import { audienceOf } from "@/server/platform/edge/protected-trees";

/**
 * The edge: sign-in redirects, the pages' policy, cache rules and limits of the public lookups. Nothing behind it
 * trusts it: every page and verb decides again who may do what.
 */
export async function middleware(request: NextRequest): Promise<Response> {
  const { pathname } = request.nextUrl;
  return pathname.startsWith("/api/") ? lookup(request) : page(request);
}

async function lookup(request: NextRequest): Promise<Response> {
  const refused = await refuseTooManyLookups(request.headers);
  if (refused !== undefined) return refused;
  const response = NextResponse.next();
  const cacheControl = lookupCacheControl(request.nextUrl.pathname);
  if (cacheControl !== undefined) response.headers.set("cache-control", cacheControl);
  return response;
}

async function page(request: NextRequest): Promise<Response> {
  const environment = edgeEnv();
  const { pathname, search } = request.nextUrl;
  const audience = audienceOf(pathname);
  if (audience !== undefined && environment.authSecret !== undefined) {
    const { authSecret: secret, secure } = environment;
    const claims = await sessionClaims(request.headers, { secret, secure });
    if (claims?.kind !== audience) return toSignIn(request, audience);
  }
  const nonce = newNonce();
  const policy = contentSecurityPolicy({ ...environment, nonce });
  const headers = new Headers(request.headers);
  headers.set(nonceHeader, nonce);
  headers.set(pathHeader, `${pathname}${search}`);
  headers.set("content-security-policy", policy); // Next reads the nonce for its own scripts from here
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("cache-control", "private, no-store");
  return response;
}

function toSignIn(request: NextRequest, audience: "staff" | "customer"): Response {
  const { pathname, search } = request.nextUrl;
  const locale = negotiateLocale(
    request.headers.get("accept-language"),
    request.cookies.get(localeCookie)?.value,
  );
  const target = new URL(signInPath(audience, locale, `${pathname}${search}`), request.nextUrl);
  return NextResponse.redirect(target, { status: 307, headers: { "cache-control": "private, no-store" } });
}

export const config = {
  // Navigations that need a policy or a session, and the lookups that caches may keep: no asset, no tRPC.
  matcher: [
    "/(en|de|fr)",
    "/(en|de|fr)/:path*",
    "/(desk|workshop|schedule|stock|money|customers|manage|account|demo)",
    "/(desk|workshop|schedule|stock|money|customers|manage|account|demo)/:path*",
    "/api/v1/(places|coverage|devices|faults)",
    "/api/v1/service-centers/:path*",
  ],
};
