import type { ContextName } from "./context-name";
import { DomainError } from "./errors";

export const roles = ["front_desk", "technician", "stock_keeper", "finance", "manager", "admin"] as const;
export type Role = (typeof roles)[number];

/** A role in one service centre, or in all of them when the centre is null. */
export interface Grant {
  role: Role;
  serviceCenterId: string | null;
}

export type Person =
  | { kind: "guest" }
  | { kind: "customer"; identityId: string; email: string }
  | { kind: "staff"; identityId: string; name: string; grants: readonly Grant[] };

/** Who a verb acts for. A service carries the person on whose behalf it calls. */
export type Actor =
  | Person
  | { kind: "service"; context: ContextName; onBehalfOf: Person | { kind: "system" } }
  | { kind: "system" };

/** The actor as it stands in events: ids only. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case "guest":
    case "system":
      return actor.kind;
    case "customer":
    case "staff":
      return `${actor.kind}:${actor.identityId}`;
    case "service":
      return actor.onBehalfOf.kind === "system" ? `service:${actor.context}` : actorName(actor.onBehalfOf);
  }
}

/** The person behind a call, however many services it went through. */
export function personBehind(actor: Actor): Person | { kind: "system" } {
  return actor.kind === "service" ? actor.onBehalfOf : actor;
}

/** Whether someone holds one of the roles in a centre (`null`: in the whole network). */
export function holdsRole(actor: Actor, allowed: readonly Role[], serviceCenterId: string | null): boolean {
  const person = personBehind(actor);
  if (person.kind !== "staff") return false;
  return person.grants.some(
    (grant) =>
      (allowed.includes(grant.role) || grant.role === "admin") &&
      (grant.serviceCenterId === null || grant.serviceCenterId === serviceCenterId),
  );
}

/** Throws unless the actor holds one of the roles in that centre. */
export function requireRole(actor: Actor, allowed: readonly Role[], serviceCenterId: string | null): void {
  if (!holdsRole(actor, allowed, serviceCenterId)) throw new DomainError("not_allowed");
}

/** The centres where the actor holds one of the roles; null stands for all of them. */
export function centersOf(actor: Actor, allowed: readonly Role[]): readonly string[] | null {
  const person = personBehind(actor);
  if (person.kind !== "staff") return [];
  const held = person.grants.filter((grant) => allowed.includes(grant.role) || grant.role === "admin");
  const named: string[] = [];
  for (const grant of held) {
    if (grant.serviceCenterId === null) return null;
    named.push(grant.serviceCenterId);
  }
  return named;
}
