import { type NextRequest, NextResponse } from "next/server";
import { localeCookie } from "@/i18n/locales";
import { negotiateLocale } from "@/i18n/negotiate";
import { cacheRuleHeader, nonceHeader, pathHeader } from "@/server/platform/auth/edge-headers";
import { signInPath } from "@/server/platform/auth/return-path";
import { sessionClaims } from "@/server/platform/auth/session-token";
import { contentSecurityPolicy, newNonce } from "@/server/platform/edge/csp";
import { edgeEnv } from "@/server/platform/edge/edge-env";
import { cacheRuleOf, refuseTooManyLookups } from "@/server/platform/edge/lookups";
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
  const headers = new Headers(request.headers);
  headers.delete(cacheRuleHeader);
  const rule = request.method === "GET" ? cacheRuleOf(request.nextUrl.pathname) : undefined;
  if (rule !== undefined) headers.set(cacheRuleHeader, rule);
  return NextResponse.next({ request: { headers } });
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
  // Documents, which need a policy and some a session, and the lookups that caches may keep: no asset, no tRPC.
  matcher: [
    "/((?!api(?:/|$)|_next/|.*\\.(?:avif|css|gif|ico|jpg|js|json|map|mvt|pbf|png|svg|txt|wasm|webmanifest|webp|woff2|xml)$).+)",
    "/api/v1/(places|coverage|devices|faults)",
    "/api/v1/service-centers/:path*",
  ],
};
