import { decode } from "next-auth/jwt";

/** What a session's token says: who it was issued to, and when. Never what they may do. */
export interface SessionClaims {
  identityId: string;
  kind: "staff" | "customer";
  sessionId: string;
  signedInAt: number;
}

export const sessionSeconds = { staff: 12 * 3600, customer: 30 * 24 * 3600 } as const;

/** A browser keeps a `__Host-` cookie only over https, for this host alone and every path. */
export function sessionCookieName(secure: boolean): string {
  return secure ? "__Host-mc-session" : "mc-session";
}

interface TokenSettings {
  secret: string;
  secure: boolean;
}

/**
 * Opens the session cookie of a request. Says only that we issued the token and that it has not run out; whether
 * it was revoked stands in the database. Runs at the edge.
 */
export async function sessionClaims(
  headers: Pick<Headers, "get">,
  { secret, secure }: TokenSettings,
): Promise<SessionClaims | undefined> {
  const name = sessionCookieName(secure);
  const token = cookieValue(headers.get("cookie"), name);
  if (token === undefined) return undefined;
  const payload = await decode({ token, secret, salt: name }).catch(() => null);
  return payload === null ? undefined : claimsOf(payload);
}

function claimsOf(payload: Record<string, unknown>): SessionClaims | undefined {
  const { sub, kind, sid, signedInAt } = payload;
  if (typeof sub !== "string" || typeof sid !== "string" || typeof signedInAt !== "number") return undefined;
  if (kind !== "staff" && kind !== "customer") return undefined;
  if (signedInAt + sessionSeconds[kind] * 1000 <= Date.now()) return undefined;
  return { identityId: sub, kind, sessionId: sid, signedInAt };
}

function cookieValue(header: string | null, name: string): string | undefined {
  for (const part of (header ?? "").split(";")) {
    const at = part.indexOf("=");
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim() || undefined;
  }
  return undefined;
}
