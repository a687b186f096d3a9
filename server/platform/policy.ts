import { type Actor, centersOf, personBehind, type Role } from "@/server/kernel/actor";
import type { ContextName } from "@/server/kernel/context-name";
import { DomainError } from "@/server/kernel/errors";

/** Who may call a verb. Throws a refusal; the centre of what is addressed is checked once it is loaded. */
export type Policy = (actor: Actor) => void;

/** Open to the world: lookups, booking, links that carry their own proof. */
export const anyone: Policy = () => {};

/** Only other contexts, and the schedules of the system itself. */
export function services(...allowed: readonly ContextName[]): Policy {
  return (actor) => {
    if (actor.kind === "system") return;
    if (actor.kind !== "service" || !allowed.includes(actor.context)) throw new DomainError("not_allowed");
  };
}

/** Staff who hold one of the roles somewhere. */
export function staffWith(...allowed: readonly Role[]): Policy {
  return (actor) => {
    const person = personBehind(actor);
    if (person.kind === "guest") throw new DomainError("not_signed_in");
    const centers = centersOf(actor, allowed);
    if (centers !== null && centers.length === 0) throw new DomainError("not_allowed");
  };
}

/** A customer who has signed in. */
export const signedInCustomer: Policy = (actor) => {
  const person = personBehind(actor);
  if (person.kind === "guest") throw new DomainError("not_signed_in");
  if (person.kind !== "customer") throw new DomainError("not_allowed");
};

/** Admins, who look after the machinery. */
export const adminOnly: Policy = staffWith("admin");
