import type { providers } from "@/server/platform/auth/providers";

type Provider = (typeof providers)[keyof typeof providers];

export type AuthAnswer = { ok: true; url: string } | { ok: false; code: string; retryAfterSeconds?: number };

/** Signs in with what the person gave; the session is in an http-only cookie afterwards. */
export async function signInWith(provider: Provider, fields: Record<string, string>): Promise<AuthAnswer> {
  const redirects: Provider = "staff-oidc";
  return post(`${provider === redirects ? "signin" : "callback"}/${provider}`, fields);
}

export async function signOut(): Promise<AuthAnswer> {
  return post("signout", {});
}

/** next-auth takes a form with its token against forged requests, and answers with where it would redirect to. */
async function post(action: string, fields: Record<string, string>): Promise<AuthAnswer> {
  try {
    const csrf = await fetch("/api/auth/csrf", { cache: "no-store" });
    if (!csrf.ok) return { ok: false, code: "unavailable" };
    const { csrfToken } = await csrf.json();
    const response = await fetch(`/api/auth/${action}`, {
      method: "POST",
      headers: { "x-auth-return-redirect": "1" },
      body: new URLSearchParams({ ...fields, csrfToken }),
    });
    if (!response.ok) return { ok: false, code: "unavailable" };
    const { url } = await response.json();
    return refusalIn(new URL(url)) ?? { ok: true, url };
  } catch {
    return { ok: false, code: navigator.onLine ? "unavailable" : "offline" };
  }
}

/** `?error=CredentialsSignin&code=rate_limited.120`: our code, and the seconds to wait where there are some. */
function refusalIn(url: URL): AuthAnswer | undefined {
  if (!url.searchParams.has("error")) return undefined;
  const [code, seconds] = (url.searchParams.get("code") ?? "unavailable").split(".");
  return {
    ok: false,
    code: code || "unavailable",
    ...(seconds ? { retryAfterSeconds: Number(seconds) } : {}),
  };
}
