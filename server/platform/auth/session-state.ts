import { sql } from "drizzle-orm";
import { database, rows } from "@/db/client";
import type { Grant, Role } from "@/server/kernel/actor";
import type { SessionClaims } from "./session-token";

/** Who is signed in, as the database has it now. */
export interface SignedInPerson {
  kind: "staff" | "customer";
  identityId: string;
  sessionId: string;
  name: string;
  email: string;
  locale: string;
  theme: string;
  grants: readonly Grant[];
}

/** How old an answer may be: a revoked session is out within a second. */
const freshMillis = 500;
const mostKept = 20_000;

interface Known {
  until: number;
  person: Promise<SignedInPerson | undefined>;
}
const shared = globalThis as { mycomputerSessions?: Map<string, Known> };
shared.mycomputerSessions ??= new Map();
const known = shared.mycomputerSessions;

/** The person of a session, or undefined if it was ended, their account is disabled, or it is gone. */
export async function personOfSession(claims: SessionClaims): Promise<SignedInPerson | undefined> {
  const key = `${claims.sessionId}:${claims.identityId}:${claims.kind}:${claims.signedInAt}`;
  const before = known.get(key);
  if (before !== undefined && before.until > Date.now()) return before.person;
  if (known.size >= mostKept) known.clear();
  // The clock starts before the question is asked, so that the answer is never older than this.
  const person = load(claims);
  known.set(key, { until: Date.now() + freshMillis, person });
  person.catch(() => known.delete(key));
  return person;
}

/** Forgets what this process knows, so that a change made here counts at once. */
export function forgetSessions(): void {
  known.clear();
}

interface IdentityRow {
  name: string;
  email: string;
  locale: string;
  theme: string;
  grants: { role: Role; serviceCenterId: string | null }[];
}

async function load(claims: SessionClaims): Promise<SignedInPerson | undefined> {
  const platform = await database("platform");
  const [row] = await platform.read((tx) =>
    rows<IdentityRow>(
      tx,
      sql`
        select i.name, i.email, i.locale, i.theme,
          coalesce((
            select json_agg(json_build_object('role', g.role, 'serviceCenterId', g.service_center_id))
            from platform.role_grants g where g.identity_id = i.id
          ), '[]'::json) as grants
        from platform.identities i
        where i.id = ${claims.identityId}::uuid
          and i.kind = ${claims.kind}
          and i.disabled_at is null
          and (i.revoked_before is null
            or i.revoked_before < ${new Date(claims.signedInAt).toISOString()}::timestamptz)
          and not exists (
            select 1 from platform.revoked_sessions r where r.session_id = ${claims.sessionId}::uuid
          )`,
    ),
  );
  if (row === undefined) return undefined;
  const { identityId, sessionId, kind } = claims;
  return { kind, identityId, sessionId, ...row };
}
