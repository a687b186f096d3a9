import NextAuth, {
  AuthError,
  CredentialsSignin,
  customFetch,
  type NextAuthConfig,
  type NextAuthResult,
} from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { DomainError } from "@/server/kernel/errors";
import { env } from "@/server/platform/env";
import { logger } from "@/server/platform/logger";
import { throughPolicy } from "@/server/platform/resilience";
import { clientKeyOf } from "./client-key";
import { spendSignInLink } from "./customer-links";
import { providers } from "./providers";
import { revokeSession } from "./revocation";
import { sessionCookieName, sessionSeconds } from "./session-token";
import { staffOfOidcProfile } from "./staff-oidc";
import { signInByPassword } from "./staff-password";

/** A refusal as next-auth passes it on: our code, with the seconds to wait where there are some. */
class Refused extends CredentialsSignin {
  constructor({ code, details }: DomainError) {
    super(code);
    const { retryAfterSeconds } = details;
    this.code = typeof retryAfterSeconds === "number" ? `${code}.${retryAfterSeconds}` : code;
  }
}

async function orRefuse(signIn: Promise<string>): Promise<{ id: string }> {
  try {
    return { id: await signIn };
  } catch (error) {
    throw error instanceof DomainError ? new Refused(error) : error;
  }
}

const staffPassword = Credentials({
  id: providers.staffPassword,
  credentials: { email: {}, password: {} },
  authorize: ({ email, password }, request) => {
    const clientKey = clientKeyOf(request.headers.get("x-forwarded-for"), env().trustedProxyHops);
    return orRefuse(signInByPassword({ email: text(email), password: text(password), clientKey }));
  },
});

const customerLink = Credentials({
  id: providers.customerLink,
  credentials: { token: {} },
  authorize: ({ token }) => orRefuse(spendSignInLink(text(token), new Date())),
});

function text(value: unknown): string {
  return typeof value === "string" ? value.slice(0, 1_000) : "";
}

/** What goes wrong by what the caller sent, not by a fault of ours. */
const refusals = new Set(["CredentialsSignin", "MissingCSRF", "AccessDenied", "InvalidCallbackUrl"]);

/** `errorPage` is where a sign-in that came back from a provider is told that it failed. */
function configFor(kind: "staff" | "customer", errorPage: string): NextAuthConfig {
  const { authSecret, publicUrl, oidc } = env();
  const secure = publicUrl.startsWith("https:");
  return {
    basePath: "/api/auth",
    secret: authSecret,
    trustHost: true, // the handler below gives every request our own origin
    useSecureCookies: secure,
    session: { strategy: "jwt", maxAge: sessionSeconds[kind] },
    cookies: {
      sessionToken: {
        name: sessionCookieName(secure),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure },
      },
    },
    pages: { signIn: errorPage, error: errorPage },
    providers: [
      staffPassword,
      customerLink,
      ...(oidc === undefined
        ? []
        : [
            {
              id: providers.staffOidc,
              name: "OpenID Connect",
              type: "oidc" as const,
              issuer: oidc.issuer,
              clientId: oidc.clientId,
              clientSecret: oidc.clientSecret,
              [customFetch]: askProvider,
              checks: ["pkce" as const, "state" as const, "nonce" as const],
            },
          ]),
    ],
    callbacks: {
      async signIn({ account, profile }) {
        if (account?.provider !== providers.staffOidc) return true;
        return (await staffOfOidcProfile(profile ?? {})) !== undefined;
      },
      async jwt({ token, account, profile, trigger }) {
        if (trigger !== "signIn" && trigger !== "signUp") return token;
        const staff = account?.provider === providers.staffOidc;
        const identityId = staff ? await staffOfOidcProfile(profile ?? {}) : token.sub;
        if (identityId === undefined) return null;
        // Nothing but who and when: names and roles are read from the database at each request.
        return { sub: identityId, kind, sid: crypto.randomUUID(), signedInAt: Date.now() };
      },
    },
    events: {
      signIn: ({ user, account }) =>
        logger.info({ provider: account?.provider, identityId: user.id }, "signed in"),
      async signOut(message) {
        const token = "token" in message ? message.token : null;
        const { sid, signedInAt, kind: signedInAs } = token ?? {};
        if (typeof sid !== "string" || typeof signedInAt !== "number") return;
        await revokeSession(
          { sessionId: sid, kind: signedInAs === "staff" ? "staff" : "customer", signedInAt },
          new Date(),
        );
      },
    },
    logger: {
      error: (error) => {
        // Names of classes don't survive the build; next-auth's types do.
        const type = error instanceof AuthError ? error.type : "";
        const code = error instanceof CredentialsSignin ? error.code : type;
        if (refusals.has(type)) logger.info({ code }, "sign-in refused");
        else logger.error({ err: causeOf(error) }, "sign-in failed");
      },
      warn: (code) => logger.debug({ code }, "next-auth"),
      debug: () => {},
    },
  };
}

/** What the identity provider is asked: its documents as often as it takes, a code for a token once. */
function askProvider(...[input, init]: Parameters<typeof fetch>): Promise<Response> {
  const idempotent = (init?.method ?? "GET") === "GET";
  return throughPolicy("oidc", { idempotent }, async (signal) => {
    const answer = await fetch(input, { ...init, signal });
    if (answer.status >= 500) throw new Error(`the identity provider answered ${answer.status}`);
    // Read within the attempt's time: its signal ends with it.
    return new Response(await answer.arrayBuffer(), { status: answer.status, headers: answer.headers });
  });
}

/** next-auth's own handlers for one kind of person. */
export function authHandlers(kind: "staff" | "customer", errorPage: string): NextAuthResult["handlers"] {
  return NextAuth(configFor(kind, errorPage)).handlers;
}

/** next-auth wraps what went wrong; the log wants the thing itself. */
function causeOf(error: Error): unknown {
  const { cause } = error;
  return typeof cause === "object" && cause !== null && "err" in cause ? cause.err : error;
}
