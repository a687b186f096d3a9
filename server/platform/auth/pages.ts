import "server-only";
import { headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import { cache } from "react";
import { centersOf, type Role } from "@/server/kernel/actor";
import type { Caller } from "@/server/platform/call";
import { correlationHeader } from "@/server/platform/correlation";
import { markForPage } from "@/server/platform/page-error";
import { callerOf, personOf } from "./caller";
import { pathHeader } from "./edge-headers";
import { signInPath } from "./return-path";
import type { SignedInPerson } from "./session-state";

/** The caller of the page that is being rendered; asked once per request. */
export const pageCaller = cache(async (): Promise<Caller> => {
  const [received, locale] = await Promise.all([headers(), getLocale()]);
  try {
    return { ...(await callerOf(received)), locale };
  } catch (error) {
    throw markForPage(error, received.get(correlationHeader) ?? "");
  }
});

/** Who is signed in, for layouts: undefined for guests. */
export const currentPerson = cache(async (): Promise<SignedInPerson | undefined> => {
  const received = await headers();
  try {
    return await personOf(received);
  } catch (error) {
    throw markForPage(error, received.get(correlationHeader) ?? "");
  }
});

/**
 * For the top of every staff page: whoever isn't staff is sent to sign in and back; staff without one of the roles
 * (in any centre) get the 403 page. Without roles every member of staff may pass.
 */
export async function requireStaff(...roles: readonly Role[]): Promise<SignedInPerson> {
  const person = await currentPerson();
  if (person?.kind !== "staff") return toSignIn("staff");
  const { identityId, name, grants } = person;
  const centers = centersOf({ kind: "staff", identityId, name, grants }, roles);
  if (roles.length > 0 && centers !== null && centers.length === 0) forbidden();
  return person;
}

/** For the top of every page of a customer's own. */
export async function requireCustomer(): Promise<SignedInPerson> {
  const person = await currentPerson();
  return person?.kind === "customer" ? person : toSignIn("customer");
}

async function toSignIn(kind: "staff" | "customer"): Promise<never> {
  const [received, locale] = await Promise.all([headers(), getLocale()]);
  const fallback = kind === "staff" ? "/desk" : "/account";
  redirect(signInPath(kind, locale, received.get(pathHeader) ?? fallback));
}
