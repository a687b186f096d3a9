import { randomUUID } from "node:crypto";
import { isLocale, localeCookie } from "@/i18n/locales";
import { negotiateLocale } from "@/i18n/negotiate";
import type { Person } from "@/server/kernel/actor";
import type { Caller } from "@/server/platform/call";
import { acceptCorrelationId, correlationHeader } from "@/server/platform/correlation";
import { env } from "@/server/platform/env";
import { clientKeyOf } from "./client-key";
import { personOfSession, type SignedInPerson } from "./session-state";
import { sessionClaims } from "./session-token";

type RequestHeaders = Pick<Headers, "get">;

/** The person signed in on a request, checked against the database (at most a second old). */
export async function personOf(headers: RequestHeaders): Promise<SignedInPerson | undefined> {
  const { authSecret, publicUrl } = env();
  const claims = await sessionClaims(headers, {
    secret: authSecret,
    secure: publicUrl.startsWith("https:"),
  });
  return claims === undefined ? undefined : personOfSession(claims);
}

/**
 * Who calls, for every door (pages, tRPC, REST): a guest unless a valid session says otherwise. What they may do
 * is read from the database, never from what they sent.
 */
export async function callerOf(headers: RequestHeaders): Promise<Caller> {
  const person = await personOf(headers);
  return {
    actor: actorOf(person),
    clientKey: clientKeyOf(headers.get("x-forwarded-for"), env().trustedProxyHops),
    correlationId: acceptCorrelationId(headers.get(correlationHeader) ?? undefined, randomUUID),
    idempotencyKey: headers.get("idempotency-key") ?? undefined,
    locale: localeOf(headers),
    actorNow: async () => actorOf(await personOf(headers)),
  };
}

function actorOf(person: SignedInPerson | undefined): Person {
  if (person === undefined) return { kind: "guest" };
  const { kind, identityId, email, name, grants } = person;
  return kind === "staff" ? { kind, identityId, name, grants } : { kind, identityId, email };
}

/** `x-locale` is what our own pages send when their path carries the language. */
export function localeOf(headers: RequestHeaders): string {
  const asked = headers.get("x-locale");
  if (isLocale(asked)) return asked;
  const cookie = new RegExp(`(?:^|;\\s*)${localeCookie}=(\\w+)`).exec(headers.get("cookie") ?? "")?.[1];
  return negotiateLocale(headers.get("accept-language"), cookie);
}
